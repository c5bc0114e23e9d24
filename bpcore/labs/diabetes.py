"""The diabetes lab: train on patients, validate on others, open the test once."""

from html import escape

import numpy as np

from bpcore import datasets
from bpcore.figures.charts.confusion_matrix import ConfusionMatrix
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.learning_curve import LearningCurve
from bpcore.figures.diagram.picture import Diagram
from bpcore.figures.pictures import Passage, TablePicture
from bpcore.inputs import counted
from bpcore.labs.kit.controls import Button, Choice, Number, Text
from bpcore.labs.kit.given import as_classes, counting
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import Still
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network
from bpcore.tables import Table, digits
from bpcore.training.diagnosis import diagnose

HEIGHT = 290
WIDE = 290  # pixels of a table
DIAGRAM = {"width": 360, "height": HEIGHT, "weight_labels": False}
MADE = {
    "synthetic": datasets.patients,
    "real (progression above median)": lambda: datasets.real_patients("above median"),
}
OWN = "own CSV"
PATIENT = {"age": "age", "bmi": "BMI", "glucose": "glucose"}
# What "moves it" is asked with, and its unit.
NUDGES = ((10.0, "years"), (5.0, "kg/m²"), (20.0, "mg/dL"))
# What a run depends on besides its patients.
TRAINING = (
    "share", "first", "second", "loss", "seed", "rate", "updating", "epochs",
)  # fmt: skip
FEWEST = 4  # patients
LONGEST = 200  # letters of the settings that the test was opened for
SHARES = (0.1, 0.2, 0.4, 0.7, 1.0)  # of the training patients, in the learning curve
TRIAL = Trial(
    dragged="glucose (mg/dL)", timed="rate l", often=("age", 30, 60),
    short={"epochs": 20, "first": 5, "second": 3},
)  # fmt: skip


def diabetes(data=None, net=None, preset=None):
    """Architecture, rate, loss and patients by slider; validation; a test opened once.

    data     your own patients, from ``datasets.read_patients``; without them the lab
             reads the CSV whose path is typed below it
    net      a ``Network`` with three inputs and one sigmoid output whose
             weights are the start, for as long as the sliders of layers and loss stay
             as they begin
    preset   see ``Lab``

    Half of the patients train, or fewer if asked; a quarter validates: all that moves
    is judged on it.  The last quarter is the test, closed until its button is pressed,
    and then told for the settings of that moment alone.  The learning curve shows the
    same network trained on fewer patients, as many presentations each.  *Your patient*
    goes through the trained network, and a table tells how the answer moves when age,
    BMI or glucose does.  No medical tool.
    """
    sets, begin = dict(MADE), _begin(net)
    if data is not None:
        as_classes("data", data, inputs=3)
        sets = {"given": lambda: data, **MADE}
    size = {"height": HEIGHT, "width": 330}
    curve = ErrorCurve(("training", "validation"), ylabel="mean loss", **size)
    learning = LearningCurve(xlabel="training patients", **size)
    confusion = ConfusionMatrix()  # counts; a table shows it sooner than a chart

    def draw(state, lab):
        source = state["data"], state["path"] if state["data"] == OWN else ""
        dealt = lab.once("dealt", source, lambda: _dealt(*source, sets))
        A, V, T, scaler = lab.once(
            "parts", (*source, state["share"]), lambda: _scaled(dealt, state["share"])
        )
        asked = (*source, *(state[k] for k in TRAINING))
        given = net if all(state[k] == begin[k] for k in begin) else None
        start = given or _start(state)
        run = lab.once("run", asked, lambda: _train(A, V, start, state, lab))
        charts = lab.once("charts", asked, lambda: _charts(run, V, curve, confusion))
        x = np.array([state[name] for name in PATIENT], dtype=float)
        outputs = np.concatenate([o[0] for o in run.network.outputs(scaler.apply(x))])
        moves = _moves(run.network, scaler, x)
        test, told = _test(run, T, state)
        found = {
            **_judged(run, A, V), "answer": float(outputs[-1]), "moves": moves,
            "test": test, "learning": None,
        }  # fmt: skip
        pictures = {
            "diagram": Diagram(
                run.network, "The trained network with your patient",
                outputs=dict(enumerate(outputs, start=1)),
                names=[f"{n} {v:g}" for n, v in zip(PATIENT.values(), x, strict=True)],
                **DIAGRAM,
            ),
            "curve": charts[0],
            "patient": _table(found),
            "validation": charts[1],
            "test": Passage(escape(told), told, WIDE),
        }  # fmt: skip
        status = _status(found, told)
        if not lab.has("learning", asked):
            lab.so_far(pictures, status, found)
        rows = lab.once(
            "learning", asked, lambda: _learning(dealt, A, start, state, lab)
        )
        found["learning"] = rows
        pictures["learning"] = lab.once(
            "learned", asked, lambda: Still(learning.update(*zip(*rows, strict=True)))
        )
        return pictures, status, found

    def opened(state):
        """A test is opened once: a second press changes nothing."""
        if state["opened"]:
            return {}
        _dealt(state["data"], state["path"], sets)  # refuses where there is no test
        return {"opened": _settings(state)}

    return Lab(
        "Patients",
        [
            ("data", [Choice("data", "patients", [*sets, OWN])]),
            ("network", [
                Number("first", "hidden layer 1", begin["first"], 1, 20, whole=True),
                Number("second", "hidden layer 2", begin["second"], 0, 12, whole=True),
                Choice("loss", "loss", ("cross-entropy", "squared error"),
                       begin["loss"]),
                Number("seed", "seed", 1, 0, 99, whole=True),
            ]),
            ("training", [
                Number("rate", "rate l", 0.05, 0.001, 10, log=True),
                Choice("updating", "updating", ("case", "batch of 10", "epoch")),
                Number("epochs", "epochs", 100, 1, 1000, whole=True),
                Number("share", "% of the training patients", 100, 2, 100, whole=True),
            ]),
            ("your patient", [
                Number("age", "age (years)", 45, 21, 90, whole=True),
                Number("bmi", "BMI (kg/m²)", 31, 15, 60, 0.5),
                Number("glucose", "glucose (mg/dL)", 130, 50, 250, whole=True),
            ]),
            ("last of all", [
                Button("open", "Open the test once", opened,
                       "For these settings; afterwards it is no test any more"),
            ]),
        ],
        [["diagram", "curve", "learning"], ["patient", "validation", "test"]],
        draw,
        below=[Text("path", "own CSV (its path)", rows=1, folded=True)],
        hidden=[Text("opened", "opened for")],
        preset=preset,
        frame=_frame,
    )  # fmt: skip


def _frame(slots):
    """Patients, network and rate, the pictures, the sentence; the rest folded."""
    c, view = slots.control, slots.view
    first = slots.row("data", "rate") + slots.row("first", "second", "epochs")
    patient = slots.row(*PATIENT, label="your patient")
    more = slots.row("loss", "updating", "share", "seed")
    # As many beside one another as there is room for, a projector's width for three.
    fits = "flex:1 1 270px;min-width:0;max-width:380px;--picture-width:100%"
    pictures = "".join(view(v, fits) for v in ("diagram", "curve", "learning"))
    fold = slots.fold("more: loss, updating, fewer patients, seed", more)
    return (
        f'{first}{patient}<div class="bp-pictures">{pictures}</div>{slots.status()}'
        f'<div class="bp-pictures" style="gap:4px 30px">{view("patient")}'
        f'{view("validation")}<div style="flex:1 1 200px;max-width:320px">{c("open")}'
        f"{view('test')}</div></div>"
        f"{slots.folds(fold, c('path'))}"
    )


def _dealt(data, path, sets):
    """Training, validation and test part, 2 : 1 : 1."""
    patients = _read(path) if data == OWN else sets[data]()
    if len(patients) < FEWEST:
        raise ValueError(
            f"There must be {FEWEST} patients or more, so that some train, some "
            f"validate and some test; there are {len(patients)}."
        )
    rest, test_part = patients.split(seed=1)
    return *rest.split(seed=1, test_share=1 / 3), test_part


def _scaled(dealt, share):
    """The parts, of the training part so many per cent; scaled by what trains."""
    train_part, *others = dealt
    used = _first(train_part, share / 100)
    scaler = used.scaler()
    return *map(scaler.apply, (used, *others)), scaler


def _first(patients, share):
    return patients.take(slice(max(2, round(share * len(patients)))))


def _settings(state):
    """What the test is opened for, in words; all that a run depends on."""
    layers = f"{state['first']}-{state['second']}"
    path = f" ({state['path']})" if state["data"] == OWN else ""
    return (
        f"{layers} hidden units, {state['loss']}, seed {state['seed']}, rate "
        f"{state['rate']:g}, {state['updating']} updating, {state['epochs']} epochs, "
        f"{state['share']} % of {state['data']}{path}"
    )


def _test(run, T, state):
    """(what the test shows, or None while it is closed; what is said of it)."""
    if not state["opened"]:
        return None, (
            f"The test, {len(T)} patients, is closed. Open it once, when every choice "
            "is made."
        )
    if state["opened"] != _settings(state):
        return None, (
            f"The test was opened for: {state['opened'][:LONGEST]}. It is opened "
            "once only; whatever you choose now, you choose knowing how it came out."
        )
    right, margin = _right(run.network, T)
    return right, (
        f"The test, opened once: {right:.0%} of {len(T)} patients right, give or take "
        f"{margin:.0%}. Nothing may be chosen any more."
    )


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


def _start(state):
    middle = [n for n in (state["first"], state["second"]) if n]
    return Network.random((3, *middle, 1), seed=state["seed"], loss=state["loss"])


def _train(A, V, start, state, lab, epochs=None):
    return lab.train(
        start, A.X, A.T, learning_rate=state["rate"],
        updating={"batch of 10": 10}.get(state["updating"], state["updating"]),
        max_epochs=epochs or state["epochs"], validation=(V.X, V.T),
    )  # fmt: skip


def _learning(dealt, A, start, state, lab):
    """(patients, training loss, validation loss) of trainings on fewer of them."""
    presentations, rows = state["epochs"] * len(A), {}
    for share in lab.each(SHARES, "Training on fewer patients"):
        few, V, _, _ = _scaled(dealt, 100 * share)
        if len(few) not in rows:
            epochs = max(1, round(presentations / len(few)))
            net = _train(few, V, start, state, lab, epochs).network
            rows[len(few)] = net.mean_loss(few.X, few.T), net.mean_loss(V.X, V.T)
    return [(n, *losses) for n, losses in sorted(rows.items())]


def _charts(run, V, curve, confusion):
    """The pictures that stay as they are while only the patient changes."""
    curve.update(
        run.history.loss, run.history.validation_loss, diverged_in=run.diverged_in
    )
    confusion.update(V.T, run.network.predict(V.X))
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
    table = Table(heads, rows, "Validation patients", align="lrr")
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


def _right(net, data):
    """The share of patients for whom the answer is right, and two standard errors."""
    right = 1 - net.misclassified(data.X, data.T)
    return right, 2 * (right * (1 - right) / len(data)) ** 0.5


def _judged(run, A, V):
    """The facts of a run, on the patients that it was not trained on."""
    right, margin = _right(run.network, V)
    return {
        "right": right,
        "margin": margin,
        "majority": float(max(V.T.mean(), 1 - V.T.mean())),
        "trained": len(A),
        "validated": len(V),
        "loss": run.network.mean_loss(A.X, A.T),
        "validation_loss": run.network.mean_loss(V.X, V.T),
        "best_epoch": run.best_epoch,
        "epochs": run.epochs,
        "diverged_in": run.diverged_in,
        "diagnosis": diagnose(run, A.X, A.T).word,
    }


def _status(found, told):
    return (
        f"{found['right']:.0%} of {found['validated']} validation patients right, give "
        f"or take {found['margin']:.0%}; the majority guess gets "
        f"{found['majority']:.0%}. After {counted(found['epochs'], 'epoch')} with "
        f"{found['trained']} patients the run {found['diagnosis']}. {told} No medical "
        "tool."
    )
