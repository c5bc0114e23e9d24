"""Four places of which it is known what they are, to try a diagnosis on."""

from bpcore import datasets
from bpcore.network import Network
from bpcore.tables import Table, digits
from bpcore.training import train
from bpcore.training.standing import SIZES, standing

UNIT = ([[5], [-0.5], [0.5]], [0.7, 1, 0.1])  # Auer, Herbster & Warmuth
# The loss falls for ever as the first weight grows, and is least at a second one of 0.
PULLED = ([[1, 0], [0, 1], [0, 1]], [1, 0, 1])


def known(nudges=400):
    """{what it is: where the diagnosis says that it stands}."""
    xor, clouds = datasets.xor(), datasets.gaussians()
    level = Network.random((2, 2, 1), seed=0)
    shut = _trained(
        Network.random((2, 4, 1)), clouds, 100, updating="epoch", max_epochs=10
    )
    return {
        "minimum": standing(Network([[[-6]]]), *UNIT, nudges=nudges),
        "valley to infinity": standing(
            Network([[[0], [0]]]), *PULLED, 2, nudges=nudges
        ),
        "plateau": standing(level, xor.X, xor.T, 0.2, 300, nudges=nudges),
        "saturation": standing(shut, clouds.X, clouds.T, 1, 100, nudges=nudges),
    }


def _trained(net, data, rate, **how):
    return train(
        net, data.X, data.T, rate, watch=lambda progress: False, **how
    ).network  # fmt: skip


def table(places):
    """A row a place: the shares of nudges that help, and what else tells."""
    rows = [
        (name, *(f"{share:.0%}" for share in at.shares), _small(at.gradient),
         _small(at.open), digits(at.weight))
        for name, at in places.items()
    ]  # fmt: skip
    head = ("", *(f"±{size:g}" for size in SIZES), "largest slope",
            "O (1 − O)", "largest weight")  # fmt: skip
    return Table(head, rows, "Nudges that help, by size", "l" + "r" * (len(head) - 1))


def _small(value):
    """Two digits; what is smaller than a billionth is as good as 0."""
    return "0" if abs(value) < 1e-9 else digits(value, 2)
