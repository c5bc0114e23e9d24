"""The diabetes lab: train on patients, test on others, ask about one of your own."""

import numpy as np

from bpcore import datasets
from bpcore.figures.charts.confusion_matrix import ConfusionMatrix
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.diagram.picture import Diagram
from bpcore.figures.pictures import TablePicture
from bpcore.labs.kit.controls import Choice, Number, Text
from bpcore.labs.kit.given import as_classes, counting
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import Column, Still
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network
from bpcore.tables import Table, digits
from bpcore.training.diagnosis import diagnose

HEIGHT = 290
WIDE = 290  # pixels of a table
DIAGRAM = {"width": 400, "height": HEIGHT, "weight_labels": False}
MADE = {
    "synthetic": datasets.patients,
    "real (progression above median)": lambda: datasets.real_patients("above median"),
}
OWN = "own CSV"
PATIENT = {"age": "age", "bmi": "BMI", "glucose": "glucose"}
# What "moves it" is asked with, and its unit.
NUDGES = ((10.0, "years"), (5.0, "kg/m²"), (20.0, "mg/dL"))
# What a run depends on besides its patients.
TRAINING = ("first", "second", "loss", "seed", "rate", "updating", "epochs")
TRIAL = Trial(
    dragged="glucose (mg/dL)", timed="rate l", often=("age", 30, 60),
    short={"epochs": 20, "first": 5, "second": 3},
)  # fmt: skip


def diabetes(data=None, net=None, preset=None):
    """Architecture, rate, loss and patients by slider; curves, confusion, one patient.

    data     your own patients, from ``datasets.read_patients``; without them the lab
             reads the CSV whose path is typed below it
    net      a ``Network`` with three inputs and one sigmoid output whose
             weights are the start, for as long as the sliders of layers and loss stay
             as they begin
    preset   see ``Lab``

    Three quarters of the patients train, one quarter tests; inputs are scaled by the
    training part.  *Your patient* goes through the trained network, and a table tells
    how the answer moves when age, BMI or glucose does.  No medical tool.
    """
    sets, begin = dict(MADE), _begin(net)
    if data is not None:
        as_classes("data", data, inputs=3)
        sets = {"given": lambda: data, **MADE}
    size = {"height": HEIGHT, "width": 350}
    curve = ErrorCurve(("training", "test"), ylabel="mean loss", **size)
    confusion = ConfusionMatrix()  # counts; a table shows it sooner than a chart

    def draw(state, lab):
        source = state["data"], state["path"] if state["data"] == OWN else ""
        A, B, scaler = lab.once("parts", source, lambda: _parts(*source, sets))
        asked = (*source, *(state[k] for k in TRAINING))
        start = net if all(state[k] == begin[k] for k in begin) else None
        run = lab.once("run", asked, lambda: _train(A, B, start, state, lab))
        charts = lab.once("charts", asked, lambda: _charts(run, B, curve, confusion))
        x = np.array([state[name] for name in PATIENT], dtype=float)
        outputs = np.concatenate([o[0] for o in run.network.outputs(scaler.apply(x))])
        moves = _moves(run.network, scaler, x)
        found = {**_judged(run, A, B), "answer": float(outputs[-1]), "moves": moves}
        pictures = {
            "diagram": Diagram(
                run.network, "The trained network with your patient",
                outputs=dict(enumerate(outputs, start=1)),
                names=[f"{n} {v:g}" for n, v in zip(PATIENT.values(), x, strict=True)],
                **DIAGRAM,
            ),
            "curve": charts[0],
            "patient": Column(_table(found), charts[1], height=HEIGHT),
        }  # fmt: skip
        return pictures, _status(found), found

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
        [["diagram", "curve", "patient"]],
        draw,
        below=[Text("path", "own CSV (its path)", rows=1, folded=True)],
        preset=preset,
    )  # fmt: skip


def _parts(data, path, sets):
    """Training and test part, scaled by the first, and what scaled them."""
    patients = _read(path) if data == OWN else sets[data]()
    train_part, test_part = patients.split(seed=1)
    scaler = train_part.scaler()
    return scaler.apply(train_part), scaler.apply(test_part), scaler


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
    counting("net", net)
    middle = net.sizes[1:-1]
    if net.sizes[:: len(net.sizes) - 1] != (3, 1) or len(middle) not in (1, 2):
        raise ValueError(
            "net must have three inputs, one or two hidden layers and one output, like "
            f"(3, 4, 2, 1); its sizes are {net.sizes}."
        )
    first, second = (*middle, 0)[:2]
    return {"first": first, "second": second, "loss": net.loss}


def _train(A, B, start, state, lab):
    if start is None:
        middle = [n for n in (state["first"], state["second"]) if n]
        start = Network.random((3, *middle, 1), seed=state["seed"], loss=state["loss"])
    return lab.train(
        start, A.X, A.T, learning_rate=state["rate"],
        updating={"batch of 10": 10}.get(state["updating"], state["updating"]),
        max_epochs=state["epochs"], validation=(B.X, B.T),
    )  # fmt: skip


def _charts(run, B, curve, confusion):
    """The pictures that stay as they are while only the patient changes."""
    curve.update(
        run.history.loss, run.history.validation_loss, diverged_in=run.diverged_in
    )
    confusion.update(B.T, run.network.predict(B.X))
    rows = [
        (
            f"target {name}",
            *(f"{n} ({share:.0%})" for n, share in zip(*row, strict=True)),
        )
        for name, *row in zip(
            confusion.names, confusion.counts, confusion.shares, strict=True
        )
    ]
    heads = ("", *(f"answer {name}" for name in confusion.names))
    table = Table(heads, rows, "Test patients", align="lrr")
    return Still(curve), Still(TablePicture(table, WIDE))


def _moves(net, scaler, x):
    """By how much the answer changes when one of the three numbers is raised."""
    raised = x + np.diag([nudge for nudge, _ in NUDGES])
    answers = net.predict(scaler.apply(np.vstack([x, raised])))[:, 0]
    return dict(zip(PATIENT, (answers[1:] - answers[0]).tolist(), strict=True))


def _table(found):
    rows = [
        (f"{name} + {nudge:g} {unit}", f"{found['moves'][key]:+.3f}".replace("-", "−"))
        for (key, name), (nudge, unit) in zip(PATIENT.items(), NUDGES, strict=True)
    ]
    return TablePicture(
        Table(
            ("", "answer"),
            [("as it is", digits(found["answer"])), *rows],
            "Your patient, and what moves the answer",
            align="lr",
        ),
        WIDE,
    )


def _judged(run, A, B):
    """The facts of a run, on the patients that it was not trained on."""
    right = 1 - run.network.misclassified(B.X, B.T)
    return {
        "right": right,
        "margin": 2 * (right * (1 - right) / len(B)) ** 0.5,
        "majority": max(B.T.mean(), 1 - B.T.mean()),
        "tested": len(B),
        "epochs": run.epochs,
        "diverged_in": run.diverged_in,
        "diagnosis": diagnose(run, A.X, A.T).word,
    }


def _status(found):
    return (
        f"{found['right']:.0%} of {found['tested']} test patients right, give or take "
        f"{found['margin']:.0%}; the majority guess gets {found['majority']:.0%}. "
        f"After {found['epochs']} epochs the run {found['diagnosis']}. No medical tool."
    )
