"""What a run did, on runs of which it is known."""

import dataclasses

import numpy as np
import pytest

import bpcore as bp
from bpcore.training.curve import swings, trend
from bpcore.training.diagnosis import count_units, diagnose
from tests.conftest import XOR, XOR_T, random_tuples


def xor(seed, rate, epochs=2000, sizes=(2, 2, 1), **how):
    net = bp.Network.random(sizes, span=1, seed=seed)
    return bp.train(
        net, XOR, XOR_T, learning_rate=rate, max_epochs=epochs, **how
    )  # fmt: skip


def told(run, X=XOR, T=XOR_T):
    """The diagnosis; its sentence is one, and fits its facts."""
    found = diagnose(run, X, T)
    assert found.text[0].isupper() or found.text[0].isdigit()
    assert found.text.endswith(".")
    assert "\n" not in found.text
    if found.since is not None:
        assert str(found.since) in found.text
        assert 1 <= found.since <= run.epochs + 1
    if found.by is not None:
        assert f"{found.by:.0%}" in found.text
    return found


def made(loss, validation=None):
    """A run with this error curve and an untrained network."""
    start = bp.train(bp.Network.random((2, 2, 1)), XOR, XOR_T, max_epochs=0)
    nothing = np.full(len(loss), np.nan)
    if validation is None:
        validation = nothing
    history = type(start.history)(loss, *[nothing] * 3, validation, nothing)
    best = None if np.isnan(validation).any() else int(validation.argmin()) + 1
    return dataclasses.replace(
        start, history=history, epochs=len(loss), best_epoch=best
    )  # fmt: skip


@pytest.mark.parametrize("rate", [2, 5, 8])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_converges(seed, rate):
    run = xor(seed, rate)
    assert run.history.loss[-1] < 0.001
    found = told(run)
    assert (found.word, found.since, found.by) == ("converges", None, None)
    assert "still falling" in found.text


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_half_way_down_and_falling_converges(seed):
    full = xor(seed, 2).history.loss
    half = int(np.argmax(full < 0.06))
    found = told(xor(seed, 2, half))
    assert found.word == "converges"


@pytest.mark.parametrize(
    ("seed", "rate", "epochs"),
    [(0, 0.5, 2000), (1, 0.1, 2000), (4, 0.05, 3000), (7, 0.5, 2000)],
)
def test_crawls(seed, rate, epochs):
    run = xor(seed, rate, epochs)
    assert xor(seed, 30 * rate, 4 * epochs).history.loss.min() < 0.01, "it only crawls"
    found = told(run)
    assert (found.word, found.since, found.by) == ("crawls", None, None)
    assert "the best constant answer has 0.125" in found.text


@pytest.mark.parametrize("seed", [0, 5, 6, 7])
def test_a_plateau_is_flat_and_high(seed):
    found = told(xor(seed, 0.1, 1000))
    assert found.word == "is on a plateau"
    assert 1 < found.since < 200


@pytest.mark.parametrize("seed", range(3))
def test_a_poor_solution_is_no_convergence(seed):
    """One of four tuples cannot be told: 0.101 and flat is not what it should reach."""
    X, T = XOR[[0, 1, 1, 3]], [0.0, 1, 0, 0]  # one tuple twice, with two targets
    net = bp.Network.random((2, 2, 1), span=1, seed=seed)
    run = bp.train(net, X, T, learning_rate=0.5, updating="epoch", max_epochs=4000)
    assert run.history.loss[-1] == pytest.approx(0.0625, abs=0.005)
    found = told(run, X, T)
    assert found.word == "is on a plateau"
    assert found.since < 2000
    assert (np.abs(run.history.loss[found.since :] - 0.0625) < 0.01).all()


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("rate", [1e3, 1e5])
def test_saturates(seed, rate):
    found = told(xor(seed, rate))
    assert found.word == "saturates"
    assert found.units.saturated == found.units.units == 3
    assert found.units.blocked
    assert found.text.startswith("3 of 3 units saturated, among them all outputs that")


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_outputs_alone_can_block(seed):
    """Hidden units in the middle, outputs at the wrong end: no error travels back."""
    net = bp.Network.random((2, 3, 1), span=0.1, seed=seed)
    stuck = bp.Network(net.weights, [net.biases[0], [30.0]])
    run = bp.train(stuck, XOR, XOR_T, learning_rate=0.5, max_epochs=200)
    found = told(run)
    assert found.word == "saturates"
    assert dataclasses.astuple(found.units) == (4, 1, 0, True)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4])
def test_oscillates(seed):
    run = xor(seed, 30)
    found = told(run)
    assert found.word == "oscillates"
    assert found.since < 30
    assert 0.1 < found.by < 0.4
    late = run.history.loss[-100:]
    assert np.abs(np.diff(late)).max() > 0.1 * late.mean()


def test_an_oscillation_that_begins_late_is_dated():
    found = told(xor(4, 20))
    assert found.word == "oscillates"
    assert 400 < found.since < 600
    calm = told(xor(4, 20, found.since - 100))
    assert calm.word == "is on a plateau"


def test_swings_near_nothing_are_none():
    loss = 0.125 * np.exp(-np.arange(300) / 20) + 0.001 * (np.arange(300) % 2)
    found = diagnose(made(loss), XOR, XOR_T)
    assert found.word == "converges"
    found = told(made(loss + 0.02 * (np.arange(300) % 2)))
    assert found.word == "oscillates"


@pytest.mark.parametrize("rate", [0.7, 1.5, 5])
def test_diverges(rate):
    X, T = random_tuples(3, 8, 2, 1)
    net = bp.Network.random((2, 3, 1), output="identity", seed=3)
    how = {"learning_rate": rate, "updating": "epoch"}
    run = bp.train(net, X, T, max_epochs=5000, **how)
    found = told(run, X, T)
    assert (found.word, found.since) == ("diverges", run.diverged_in)
    assert found.text == run.describe()


@pytest.mark.parametrize("factor", [-1.5, -2.0, -3.0])
def test_growing_is_diverging_before_any_bound_is_passed(factor):
    net = bp.Network([[[1.0]]], [[0.0]], output="identity", learn_biases=False)
    run = bp.train(net, [[1.0]], [0.0], learning_rate=1 - factor, max_epochs=20)
    assert run.history.loss[-1] == pytest.approx(0.5 * factor**38)
    found = told(run, [[1.0]], [0.0])
    assert (found.word, found.since) == ("diverges", 2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_over_fits(seed):
    """Targets by chance: what is learned of them is no help on others."""
    X, T = random_tuples(seed, 12, 3, 1)
    T = (T > 0.5).astype(float)
    V, VT = random_tuples(seed + 100, 40, 3, 1)
    net = bp.Network.random((3, 8, 1), seed=seed)
    run = bp.train(
        net, X, T, learning_rate=2, max_epochs=1500, validation=(V, VT > 0.5)
    )  # fmt: skip
    found = told(run, X, T)
    validation = run.history.validation_loss
    assert found.word == "over-fits"
    assert found.since == run.best_epoch < 1000
    rise = validation[-75:].mean() / validation.min() - 1
    assert found.by == pytest.approx(rise)
    without = bp.train(net, X, T, learning_rate=2, max_epochs=1500)
    assert told(without, X, T).word in ("converges", "saturates")


def test_a_small_rise_or_one_with_the_training_error_is_no_over_fitting():
    falling = 0.125 * np.exp(-np.arange(400) / 100)
    rising = 0.05 + 0.0005 * np.maximum(np.arange(400) - 200, 0)
    assert told(made(falling, rising + 1e-9)).word == "over-fits"
    found = told(made(falling, 0.05 + (rising - 0.05) / 20 + 1e-9))
    assert found.word != "over-fits"
    assert told(made(rising, rising)).word != "over-fits"


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_dead_units_are_counted(seed):
    net = bp.Network.random((2, 4, 1), span=1, seed=seed, hidden="relu")
    dead = bp.Network(net.weights, [[-9.0] * 4, net.biases[1]], hidden="relu")
    assert dataclasses.astuple(count_units(dead, XOR, XOR_T)) == (5, 0, 4, False)
    run = bp.train(dead, XOR, XOR_T, learning_rate=0.5, max_epochs=500)
    found = told(run)
    assert found.word == "is on a plateau"
    assert found.text.endswith("(4 of 5 units dead).")
    alive = bp.Network(net.weights, [[1.0, 1.0, 1.0, -9.0], [0.0]], hidden="relu")
    assert count_units(alive, XOR, XOR_T).dead == 1


def test_saturated_units_are_counted():
    net = bp.Network(
        [[[0.0, 9.0, 0.0], [0.0, 0.0, 9.0]], np.ones((3, 1))],
        [[9.0, 9.0, -4.5], [0.0]], hidden="tanh",
    )  # fmt: skip
    X = [[0.0, 0.0], [1.0, 0.4]]  # unit 4 always at an end, 5 too, 6 at one of two
    assert count_units(net, np.array(X), np.array([[0.0], [1.0]])).saturated == 2
    lone = bp.Network([[[20.0]]], [[-10.0]])
    X = np.array([[0.0], [1.0]])
    right, wrong = np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]])
    assert dataclasses.astuple(count_units(lone, X, right)) == (1, 0, 0, False)
    assert dataclasses.astuple(count_units(lone, X, wrong)) == (1, 1, 0, True)
    cross = bp.Network([[[20.0]]], [[-10.0]], loss="cross-entropy")
    assert count_units(cross, X, wrong).saturated == 0, "its error is not flattened"


@pytest.mark.parametrize("epochs", [0, 1, 4])
def test_a_few_epochs_say_nothing(epochs):
    found = told(xor(1, 2, epochs))
    assert (found.word, found.since) == ("has hardly begun", None)
    assert told(xor(1, 2, 5)).word != "has hardly begun"


def test_one_tuple_that_a_constant_would_tell_is_measured_by_the_start():
    net = bp.Network.random((2, 2, 1), seed=1)
    run = bp.train(net, [[0.0, 1.0]], [1.0], learning_rate=2, max_epochs=100)
    assert told(run, [[0.0, 1.0]], [1.0]).word == "converges"
    run = bp.train(net, [[0.0, 1.0]], [1.0], learning_rate=0.001, max_epochs=100)
    assert told(run, [[0.0, 1.0]], [1.0]).word == "crawls"


WORDS = {"diverges", "oscillates", "over-fits", "saturates", "is on a plateau",
         "crawls", "converges"}  # fmt: skip


def test_no_verdict_contradicts_its_run():
    met = set()
    for seed in range(60):
        rng = np.random.Generator(np.random.PCG64(seed))
        X, T = random_tuples(seed, 12, 2, 1)
        T = [T, (T > 0.5).astype(float), (X[:, :1] > X[:, 1:]).astype(float)][seed % 3]
        net = bp.Network.random(
            (2, int(rng.integers(1, 7)), 1), span=float(10 ** rng.uniform(-1, 0.6)),
            seed=seed, hidden=["sigmoid", "tanh", "relu"][rng.integers(3)],
            output=["sigmoid", "sigmoid", "identity"][rng.integers(3)],
        )  # fmt: skip
        run = bp.train(
            net, X, T, learning_rate=float(10 ** rng.uniform(-2, 1.7)),
            updating=["case", "epoch"][rng.integers(2)],
            max_epochs=int(10 ** rng.uniform(1.5, 3)),
            validation=random_tuples(seed + 1000, 12, 2, 1),
        )  # fmt: skip
        found, loss = told(run, X, T), run.history.loss
        met.add(found.word)
        constant = 0.5 * T.var()
        assert found.word in WORDS
        assert (found.word == "diverges") == (
            run.stopped_by == "diverged" or loss[-1] > 10 * max(constant, loss[0])
        )
        if found.word == "converges":
            assert loss[-1] <= 0.5 * constant
        if found.word in ("is on a plateau", "saturates", "crawls"):
            assert loss[-1] > 0.25 * constant
        if found.word == "is on a plateau":
            late = loss[found.since - 1 :]
            assert np.ptp(late) < max(0.2 * late.mean(), 0.12 * np.ptp(loss))
        if found.word == "crawls":
            assert loss[-len(loss) // 4 :].mean() < loss[: len(loss) // 4].mean()
        if found.word == "over-fits":
            assert loss[-1] < constant
            assert run.history.validation_loss[-1] > run.history.validation_loss.min()
    assert met == WORDS


N = np.arange(200)
CONSTANT = 0.125  # of the best constant answer to XOR


def then(first, *rest):
    """A straight fall over 50 epochs, then what follows."""
    return np.concatenate([np.linspace(0.2, first, 50), *rest])


def test_every_word_has_its_sentence():
    told_of = {
        "flat": then(0.1, np.full(150, 0.1)),
        "flat for long enough": np.r_[np.linspace(0.2, 0.1, 150), np.full(50, 0.1)],
        "falls": np.linspace(0.2, 0.12, 200),
        "hardly falls": np.linspace(0.126, 0.1255, 200),
        "has half": np.linspace(0.2, 0.055, 200),
        "low": 0.125 * np.exp(-N / 30),
        "low and flat": then(0.03, np.full(150, 0.03)),
        "swings": then(0.1, np.full(50, 0.1), 0.1 + 0.01 * (-1.0) ** np.arange(100)),
        "grows": 0.01 * 1.1**N,
        "begins": N[:4] / 100,
    }
    plateau = "a plateau, a poor solution, or all that these inputs can tell."
    crawls = "the best constant answer has 0.125."
    expected = {
        "flat": ("is on a plateau",
                 f"The error is flat at 0.100 since epoch 48: {plateau}", 48, None),
        "flat for long enough": ("is on a plateau", "The error is flat at 0.100 since "
                                 f"epoch 143: {plateau}", 143, None),
        "falls": ("crawls", f"The error falls, but it is still 0.120; {crawls}",
                  None, None),
        "hardly falls": ("crawls", f"The error falls, but it is still 0.126; {crawls}",
                         None, None),
        "has half": ("converges", "The error is 0.055 and still falling.", None, None),
        "low": ("converges", "The error is 0.00016 and still falling.", None, None),
        "low and flat": ("converges", "The error is 0.030 and hardly falling any more.",
                         None, None),
        "swings": ("oscillates",
                   "The error swings up and down by 20% from epoch 101 on.", 101, 0.2),
        "grows": ("diverges", "The error grows from epoch 2 on.", 2, None),
        "begins": ("has hardly begun", "Too few epochs to say what it does.",
                   None, None),
    }  # fmt: skip
    for name, loss in told_of.items():
        found = told(made(loss))
        word, text, since, by = expected[name]
        assert (found.word, found.text, found.since) == (word, text, since), name
        assert found.by == (by and pytest.approx(by))


def word(loss, validation=None):
    return told(made(loss, validation)).word


def test_the_bounds_of_high_and_low():
    assert word(then(0.0312, np.full(150, 0.0312))) == "converges"
    assert word(then(0.0313, np.full(150, 0.0313))) == "is on a plateau"
    assert word(np.linspace(0.2, 0.0624, 200)) == "converges"
    assert word(np.linspace(0.2, 0.0626, 200)) == "crawls"


def test_the_bounds_of_flat():
    for share, says in ((0.019, "hardly falling any more"), (0.021, "still falling")):
        found = told(made(0.02 * (1 - share) ** (N / 20)))
        assert says in found.text
    # Flat for the last quarter alone: a tenth of it tells whether it still falls.
    for share, says in ((0.004, "is on a plateau"), (0.006, "crawls")):
        late = 0.1 * (1 - share) ** (np.arange(50) / 20)
        assert word(np.concatenate([np.linspace(0.2, 0.1, 150), late])) == says


def test_the_last_third_tells_whether_it_still_falls():
    begin = np.concatenate([np.linspace(0.126, 0.125, 66), np.full(67, 0.125)])
    for fall, says in ((0.00012, "is on a plateau"), (0.00013, "crawls")):
        last = 0.125 - np.linspace(0, 2 * fall, 67)
        assert word(np.concatenate([begin, last])) == says
    # Not where it has ended by now, nor where noise is as large as the fall.
    ended = 0.125 - np.r_[np.linspace(0, 0.001, 22), np.full(45, 0.001)]
    assert word(np.concatenate([begin, ended])) == "is on a plateau"
    falling = np.linspace(0.126, 0.1255, 200)
    assert word(np.concatenate([[0.5], falling[1:]])) == "is on a plateau"
    fall = falling[67] - falling[133]  # four times the noise of a third is as much
    ring = (-1.0) ** N / 2 * fall / 4 * np.sqrt(66)
    assert word(falling + 0.95 * ring) == "crawls"
    assert word(falling + 1.05 * ring) == "is on a plateau"
    assert word(np.linspace(0.1256, 0.1255, 200)) == "crawls"
    assert word(np.linspace(0.1256, 0.1256 - 1e-6, 200)) == "is on a plateau"


def test_the_bounds_of_swings():
    ring = (-1.0) ** N / 2
    assert word(0.1 * (1 + 0.048 * ring)) == "is on a plateau"
    assert word(0.1 * (1 + 0.052 * ring)) == "oscillates"
    assert word(0.0061 * (1 + 0.2 * ring)) == "converges"
    assert word(0.0064 * (1 + 0.2 * ring)) == "oscillates"
    late = np.where(N < 150, 0.02, 0.0061)
    assert word(late * (1 + 0.2 * ring)) == "converges"
    # From the last quarter on, and to the very end, or it is not for good.
    for begin, end, says in (
        (148, 200, "oscillates"), (155, 200, "is on a plateau"),
        (100, 190, "oscillates"), (100, 175, "is on a plateau"),
    ):  # fmt: skip
        part = (begin <= N) & (end > N)
        assert word(0.1 * (1 + 0.2 * ring * part)) == says


def test_an_error_of_nothing_does_not_swing():
    assert word(np.concatenate([np.linspace(0.2, 0, 50), np.zeros(150)])) == "converges"


def test_slow_swings_count_as_well():
    slow = 0.1 * (1 + 0.1 * np.sin(2 * np.pi * N / 30))
    found = told(made(slow))
    assert found.word == "oscillates"
    assert found.since < 25
    assert found.by == pytest.approx(0.2, rel=0.05)
    assert word(0.1 * (1 + 0.1 * np.sin(2 * np.pi * N / 60))) != "oscillates"


def test_the_bounds_of_a_rise():
    falling = 0.1 * np.exp(-N / 60)
    for least in (0.2, 0.05):
        bound = 0.05 * max(least, CONSTANT)
        for rise, fits in ((0.97, False), (1.03, True)):
            late = np.full(100, least + rise * bound)
            validation = np.concatenate([np.linspace(0.3, least, 50)[:-1],
                                         np.full(51, least), late])  # fmt: skip
            assert (word(falling, validation) == "over-fits") is fits
    risen = np.concatenate([np.full(100, 0.2), np.full(100, 0.25)])
    assert word(falling + CONSTANT, risen) != "over-fits", "a constant would do better"
    as_low = np.full(200, 0.0625)
    assert word(as_low, risen) == "over-fits", "it has not risen"
    for best, says in ((0.05, True), (0.044, False)):
        training = np.r_[0.1, best, np.full(197, 0.04), 0.045]
        dip = np.concatenate([[0.3, 0.1999], risen[2:]])
        assert (word(training, dip) == "over-fits") is says
    found = told(made(falling, risen))
    assert (found.since, found.text) == (1, (
        "The validation error was least in epoch 1 and has risen by 25% since; the "
        "training error has not."
    ))  # fmt: skip


def test_the_bound_of_growing():
    for most, says in ((9.9, "is on a plateau"), (10.1, "diverges")):
        for start in (0.01, 0.5):
            end = most * max(start, CONSTANT)
            loss = np.geomspace(start, end, 200)
            assert (word(loss) == "diverges") is (says == "diverges")


def test_the_bounds_of_deafness():
    def at(output):
        return np.log(output / (1 - output))

    def one(*outputs):  # a hidden unit that gives these for inputs 0, 1, 2 …
        net = bp.Network.random((len(outputs), 1, 1), seed=0)
        inner = bp.Network([[[at(o)] for o in outputs], net.weights[1]],
                           [[0.0], [0.0]])  # fmt: skip
        X = np.eye(len(outputs))
        return count_units(inner, X, np.full((len(X), 1), 0.5)).saturated

    bend = 0.5 + np.sqrt(0.25 - 0.01)  # where the slope is 0.01
    assert one(bend + 1e-4) == one(1 - bend - 1e-4) == 1
    assert one(bend - 1e-4) == one(1 - bend + 1e-4) == 0
    assert one(*[0.999] * 9, 0.5) == 1
    assert one(*[0.999] * 8, 0.5, 0.5) == 0

    def last(target, bias):  # an output unit that gives sigmoid(bias)
        net = bp.Network([[[1.0]]], [[bias]])
        return count_units(net, np.array([[0.0]]), np.array([[target]])).saturated

    assert last(0.0, 9.0) == 1
    assert last(1 / (1 + np.exp(-9)) - 0.099, 9.0) == 0
    assert last(1 / (1 + np.exp(-9)) - 0.101, 9.0) == 1


def test_a_short_run_is_looked_at_epoch_by_epoch():
    """Tenths and twentieths of it are one epoch."""
    for second, since in ((0.1078, 2), (0.1079, 3)):
        found = told(made(np.array([0.2, second, 0.1, 0.1, 0.1, 0.103])))
        assert (found.word, found.since) == ("is on a plateau", since)
    falling = np.linspace(0.1, 0.05, 6)
    rising = np.array([0.3, 0.2, 0.205, 0.205, 0.205, 0.213])
    assert told(made(falling, rising)).by == pytest.approx(0.065)
    assert word(np.array([0.2, 0.15, 0.12, 0.12, 0.11])) == "crawls"
    assert trend(np.array([0.4, 0.2, 0.1])) == pytest.approx(-0.5)


def test_the_trend_compares_the_last_two_tenths():
    loss = np.r_[np.full(80, 9.0), np.full(10, 0.5), np.full(10, 0.4)]
    assert trend(loss) == pytest.approx(-0.2)
    assert trend(np.zeros(100)) == 0.0


def test_a_loss_that_ends_at_nothing_swings_no_more():
    found = told(made(np.array([0.1, 0.2] * 3 + [0.0] * 12)))
    assert (found.word, found.by) == ("converges", None)


@pytest.mark.parametrize(
    ("gap", "turns", "swinging"),
    [(4, 7, True), (5, 7, False), (10, 10, True), (10, 9, False)],
)
def test_turns_follow_one_another_within_four_epochs_or_a_tenth(gap, turns, swinging):
    places = gap * np.arange(turns + 1)
    loss = np.interp(np.arange(turns * gap), places, 1 - np.arange(turns + 1) % 2 / 2)
    assert (swings(loss) is not None) == swinging
