"""Does ahead what would keep the first reader waiting: ``python -m tools.warming``.

matplotlib lists the fonts of this machine; each loop that is compiled is called once,
which compiles and keeps it.
"""

import bpcore as bp
from bpcore.training import warm_up


def compile_all():
    """Call all that is compiled, with the smallest numbers that reach it."""
    net = bp.Network.random((1, 1, 1))
    recurrent = bp.RecurrentNetwork([[0.1]], [[0.1]], [0.1], [[0.1]], [0.1])
    x, t = [[0.0], [1.0]], [[0.0], [1.0]]
    warm_up()
    bp.anneal(net, x, t, temperature=1.0, evaluations=2)
    recurrent.states(x)
    bp.gradient_through_time(recurrent, x, t)
    bp.check_gradient(recurrent, x, t)
    bp.train_through_time(recurrent, [(x, t)], max_epochs=1, validation=[(x, t)])


if __name__ == "__main__":
    import matplotlib.font_manager  # noqa: F401 — loading it makes the list

    compile_all()
