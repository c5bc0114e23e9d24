"""The diabetes lab: train on patients, test on others, ask about one of your own."""

import numpy as np

from bpcore import datasets
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.diagram.painter import diagram_figure
from bpcore.figures.diagram.svg import diagram
from bpcore.figures.showing import png
from bpcore.labs.kit.controls import Choice, Number, Text
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import picture, side_by_side
from bpcore.network import Network
from bpcore.tables import Table, digits
from bpcore.training.diagnosis import diagnose

HEIGHT = 290
DIAGRAM = {"width": 400, "height": HEIGHT, "weight_labels": False}
MADE = {
    "synthetic": datasets.patients,
    "real (progression above median)": lambda: datasets.real_patients("above median"),
}
OWN = "own CSV"
NUDGES = (10.0, 5.0, 20.0)  # years, kg/m², mg/dL: what "moves it" is asked with


def diabetes(data=None, net=None, preset=None):
    """Architecture, rate, loss and patients by slider; curves, confusion, one patient.

    data     your own patients, from ``datasets.read_patients``; without them the lab
             reads the CSV whose path is typed below it
    net      a ``Network`` with three inputs and one output whose weights are the start,
             for as long as the sliders of layers and loss stay as they begin
    preset   see ``Lab``

    Three quarters of the patients train, one quarter tests; inputs are scaled by the
    training part.  *Your patient* goes through the trained network, and a table tells
    how the answer moves when age, BMI or glucose does.  No medical tool.
    """
    given = {} if data is None else {"given": lambda: data}
    sets = {**given, **MADE}
    cache, begin = {}, _begin(net)
    curve = ErrorCurve(
        ("training", "test"), ylabel="mean loss", width=350, height=HEIGHT
    )
    patient = ("age", "bmi", "glucose")

    def draw(state, lab):
        source = (state["data"], state["path"] if state["data"] == OWN else None)
        if cache.get("source") != source:
            patients = (
                _read(state["path"]) if source[1] is not None else sets[source[0]]()
            )
            train_part, test_part = patients.split(seed=1)
            scaler = train_part.scaler()
            cache.update(
                source=source, scaler=scaler, A=scaler.apply(train_part),
                B=scaler.apply(test_part), run=None,
            )  # fmt: skip
        training = {k: v for k, v in state.items() if k not in patient}
        if cache["run"] is None or cache["training"] != training:
            start = net if all(state[k] == begin[k] for k in begin) else None
            cache.update(run=_train(cache, start, state, lab), training=training)
            run = cache["run"]
            curve.update(
                run.history.loss, run.history.validation_loss,
                diverged_in=run.diverged_in,
            )  # fmt: skip
            cache["curve"] = picture(curve)
        run = cache["run"]
        x = np.array([state[name] for name in patient], dtype=float)
        outputs = run.network.outputs(cache["scaler"].apply(x))
        cache["outputs"] = dict(
            enumerate(np.concatenate([o[0] for o in outputs]), start=1)
        )
        names = [
            f"{n} {v:g}" for n, v in zip(("age", "BMI", "glucose"), x, strict=True)
        ]
        cache["names"] = names
        return {
            "diagram": diagram(
                run.network, "The trained network with your patient",
                outputs=cache["outputs"], names=names, **DIAGRAM,
            ),
            "curve": cache["curve"],
            "tables": _tables(run.network, cache, x),
        }, _status(run, cache)  # fmt: skip

    def still():
        figure = diagram_figure(
            cache["run"].network, outputs=cache["outputs"], names=cache["names"],
            **DIAGRAM,
        )  # fmt: skip
        return side_by_side(png(figure), curve.png())

    return Lab(
        "Patients",
        [
            ("data", [Choice("data", "patients", [*sets, OWN])]),
            ("network", [
                Number("first", "hidden layer 1", begin["first"], 1, 12, whole=True),
                Number("second", "hidden layer 2", begin["second"], 0, 12, whole=True),
                Choice("loss", "loss", ("cross-entropy", "squared error"),
                       begin["loss"]),
                Number("seed", "seed", 1, 0, 99, whole=True),
            ]),
            ("training", [
                Number("rate", "rate l", 0.05, 0.001, 10, log=True),
                Choice("updating", "updating", ("case", "batch of 10", "epoch")),
                Number("epochs", "epochs", 100, 1, 1000, whole=True),
            ]),
            ("your patient", [
                Number("age", "age (years)", 45, 21, 90, whole=True),
                Number("bmi", "BMI (kg/m²)", 31, 15, 60, 0.5),
                Number("glucose", "glucose (mg/dL)", 130, 50, 250, whole=True),
            ]),
        ],
        [["diagram", "curve", "tables"]],
        draw,
        below=[Text("path", "own CSV (its path)", rows=1, folded=True)],
        still=still,
        preset=preset,
    )  # fmt: skip


def _read(path):
    """The patients of a CSV of the reader's own."""
    if not path.strip():
        raise ValueError(
            "Open 'own CSV' below the lab and type the path of your file; it needs the "
            "columns age, BMI, glucose and an outcome of 0 or 1."
        )
    try:
        return datasets.read_patients(path.strip())
    except OSError as fault:
        raise ValueError(str(fault)) from None


def _begin(net):
    """What the sliders of the network begin with: 3-4-2-1, or the one given."""
    if net is None:
        return {"first": 4, "second": 2, "loss": "cross-entropy"}
    middle = net.sizes[1:-1]
    if net.sizes[:: len(net.sizes) - 1] != (3, 1) or len(middle) not in (1, 2):
        raise ValueError(
            "net must have three inputs, one or two hidden layers and one output, like "
            f"(3, 4, 2, 1); its sizes are {net.sizes}."
        )
    first, second = (*middle, 0)[:2]
    return {"first": first, "second": second, "loss": net.loss}


def _train(cache, start, state, lab):
    if start is None:
        middle = [n for n in (state["first"], state["second"]) if n]
        start = Network.random((3, *middle, 1), seed=state["seed"], loss=state["loss"])
    return lab.train(
        start, cache["A"].X, cache["A"].T, learning_rate=state["rate"],
        updating={"batch of 10": 10}.get(state["updating"], state["updating"]),
        max_epochs=state["epochs"], validation=(cache["B"].X, cache["B"].T),
    )  # fmt: skip


def _tables(net, cache, x):
    T = cache["B"].T[:, 0] >= 0.5
    yes = net.predict(cache["B"].X)[:, 0] >= 0.5
    confusion = Table(
        ("", "answer 0", "answer 1"),
        [
            (f"target {k}", str(int((~yes & (k == T)).sum())),
             str(int((yes & (k == T)).sum())))
            for k in (0, 1)
        ],
        "Test patients",
        align="lrr",
    )  # fmt: skip
    answer = _answer(net, cache, x)
    moves = []
    for i, (name, nudge, unit) in enumerate(
        zip(("age", "BMI", "glucose"), NUDGES, ("years", "kg/m²", "mg/dL"), strict=True)
    ):
        moved = x.copy()
        moved[i] += nudge
        change = _answer(net, cache, moved) - answer
        moves.append((f"{name} + {nudge:g} {unit}", f"{change:+.3f}".replace("-", "−")))
    patient = Table(
        ("", "answer"),
        [("as it is", digits(answer)), *moves],
        "Your patient, and what moves the answer",
        align="lr",
    )
    return (
        f'<div style="line-height:1.3;min-height:{HEIGHT}px;width:290px">'
        f"{patient._repr_html_()}{confusion._repr_html_()}</div>"
    )


def _answer(net, cache, x):
    return float(net.predict(cache["scaler"].apply(x))[0, 0])


def _status(run, cache):
    B = cache["B"]
    right = 1 - run.network.misclassified(B.X, B.T)
    majority = max(B.T.mean(), 1 - B.T.mean())
    margin = 2 * (right * (1 - right) / len(B)) ** 0.5
    diagnosis = diagnose(run, cache["A"].X)
    return (
        f"{right:.0%} of {len(B)} test patients right, give or take {margin:.0%}; the "
        f"majority guess gets {majority:.0%}. After {run.epochs} epochs the run "
        f"{diagnosis.word}. No medical tool."
    )
