"""The signatures of everything public, defaults included, as a table to read.

``python -m tests.test_signatures`` prints the table as it is now.
"""

import inspect
import re
import textwrap

import pytest

pytest.importorskip("ipywidgets")
pytest.importorskip("matplotlib")

import bpcore as bp
from bpcore.tables import Table
from bpcore.tracing.presentation import Presentation
from bpcore.tracing.steps import Step
from bpcore.training.result import TrainingResult

# Whose methods are told too: what functions take and return.
WITH_METHODS = (
    bp.Network,
    bp.RecurrentNetwork,
    bp.autodiff.Value,
    bp.datasets.DataSet,
    bp.datasets.Scaler,
    bp.labs.Lab,
    Presentation,
    Step,
    Table,
    TrainingResult,
)

TABLE = """
DataSet.scaler(self)
DataSet.split(self, seed=0, test_share=0.25)
DataSet.take(self, places)
Lab.describe(self)
Lab.reset(self)
Lab.set(self, **values)
Lab.view(self, name)
Lab.wait(self, seconds=None)
Network(weights, biases=None, hidden='sigmoid', output='sigmoid', loss='squared error',
    learn_biases=True)
Network.bias(self, j)
Network.mean_loss(self, X, T)
Network.misclassified(self, X, T)
Network.outputs(self, X)
Network.predict(self, X)
Network.random(sizes, span=0.5, seed=0, hidden='sigmoid', output='sigmoid',
    loss='squared error')
Network.sound(weights, biases, like)
Network.units(self, layer)
Network.weight(self, i, j)
Presentation.step(self, phase, unit=None, connection=None, quantity=None, time=None)
Presentation.table(self, phase, notation='textbook', at=None)
RecurrentNetwork(input_weights, recurrent_weights, hidden_biases, output_weights,
    output_biases, hidden='tanh', output='sigmoid', loss='squared error')
RecurrentNetwork.bias(self, j)
RecurrentNetwork.predict(self, X)
RecurrentNetwork.random(sizes, span=0.5, seed=0, hidden='tanh', output='sigmoid',
    loss='squared error')
RecurrentNetwork.states(self, X)
RecurrentNetwork.units(self, layer)
RecurrentNetwork.weight(self, i, j)
Scaler.apply(self, data)
Scaler.undo(self, data)
Step.line(self, notation='textbook')
Step.lines(self, notation='textbook')
Step.text(self, notation='textbook')
Table.to_frame(self)
TrainingResult.describe(self)
Value.backward(self)
Value.backward_steps(self)
Value.exp(self)
Value.log(self)
Value.order(self)
Value.relu(self)
Value.sigmoid(self)
Value.tanh(self)
about()
anneal(net, X, T, temperature, step=0.5, evaluations=1000, seed=0, watch=None)
batch_normalise(A, scale, shift, epsilon=1e-05)
check_gradient(net, X, T, every_step=True, step=1e-05, claimed=None, at_most=200,
    seed=0, keep=1.0, batch_normalisation=False)
datasets.DataSet(X, T, names, measured_in, target_name='target', about='', notes=())
datasets.Scaler(mean, deviation, names)
datasets.adding_problem(n=100, steps=20, seed=0)
datasets.blobs(n=200, noise=0.35, seed=0)
datasets.checkerboard(n=200, noise=0.0, seed=0)
datasets.circles(n=200, noise=0.1, seed=0)
datasets.echo(n=20, steps=20, delay=3, seed=0)
datasets.encoder(n)
datasets.gaussians(n=200, noise=0.35, seed=0)
datasets.moons(n=200, noise=0.1, seed=0)
datasets.parity(n)
datasets.patients(n=1000, seed=0)
datasets.read_patients(source, columns=None, missing='drop')
datasets.real_patients(target='progression')
datasets.spiral(n=200, noise=0.02, seed=0)
datasets.symmetry(n)
datasets.temporal_xor(n=20, steps=30, seed=0)
datasets.xor()
dropout(A, keep, seed=0, mask=None)
figures.ConfusionMatrix(names=('0', '1'), title='Confusion matrix', width=320,
    height=300, scale=1.0)
figures.DecisionRegion(X, T, names=('x1', 'x2'), title='Decision region', width=360,
    height=360, scale=1.0)
figures.Diagram(net, title='Network', **what)
figures.ErrorCurve(labels=('training',), title='Error', ylabel='mean loss', logs='',
    first=0, width=420, height=320, scale=1.0, xlabel='epoch')
figures.HiddenSpace(X, T, labels=None, title='Hidden space', width=360, height=360,
    scale=1.0)
figures.Histograms(low, high, labels=('',), title='Spread', xlabel='value', bins=30,
    width=420, height=320, scale=1.0)
figures.LayerBars(layers, labels=('',), title='By layer', ylabel='value', log=False,
    width=420, height=320, scale=1.0)
figures.OneWeight(error, low=-3.0, high=3.0, title='One weight', width=340, height=300,
    scale=1.0)
figures.Passage(html, text, width=500)
figures.RateMap(rows, title='Final error', width=330, height=300, scale=1.0)
figures.SigmoidCurve(kind='sigmoid', width=360, height=320, scale=1.0)
figures.Spread(groups, most, title='Epochs needed', ylabel='epochs', width=300,
    height=300, scale=1.0)
figures.TablePicture(table, width=0)
figures.TwoWeights(error, low=-2.5, high=2.5, title='Two weights', width=330,
    height=300, scale=1.0, names=('w₁', 'w₂'), least=(0, 0))
figures.diagram(net, title='Network', **what)
figures.diagram_figure(net, **what)
figures.show(picture, caption)
fixed_point(W, I)
fixed_point_gradient(W, I, targets)
gradient(net, X, T)
gradient_through_time(net, X, T, every_step=True)
labs.Lab(title, controls, views, draw, below=(), hidden=(), preset=None, frame=None,
    touch=None, beat=None, pace=1000)
labs.annealing(preset=None)
labs.convergence(net=None, X=None, T=None, preset=None)
labs.depth(data=None, preset=None)
labs.diabetes(data=None, net=None, preset=None)
labs.graph(expression=None, preset=None)
labs.learning_rate(net=None, X=None, T=None, preset=None)
labs.neuron(net=None, preset=None)
labs.playground(data=None, net=None, preset=None)
labs.stepper(net=None, X=None, T=None, learning_rate=0.9, preset=None)
labs.through_time(preset=None)
one_over_t(epoch)
quiz(question, choices=None, answer=None, key=None, measured=None, lab=False)
sweep(start, X, T, learning_rates, seeds=None, span=0.5, hidden='sigmoid',
    output='sigmoid', loss='squared error', progress=True, watch=None, **training)
trace(net, x, t, learning_rate)
train(net, X, T, learning_rate=0.5, updating='case', max_epochs=100, min_change=None,
    max_misclassified=None, target_loss=None, patience=None, keep=1.0,
    batch_normalisation=False, momentum=0.0, shuffle=None, validation=None,
    record_every=None, watch=None)
train_through_time(net, sequences, learning_rate=0.1, max_epochs=100, every_step=True,
    clip=None, truncate=None, min_change=None, max_misclassified=None, target_loss=None,
    patience=None, momentum=0.0, shuffle=None, validation=None, record_every=None,
    watch=None)
"""


def signatures():
    """One line a function, class or method."""
    public = {name: getattr(bp, name) for name in bp.__all__}
    for room in ("datasets", "figures", "labs"):
        module = getattr(bp, room)
        public |= {f"{room}.{name}": getattr(module, name) for name in module.__all__}
    for kind in WITH_METHODS:
        names = [name for name in vars(kind) if not name.startswith("_")]
        public |= {f"{kind.__name__}.{name}": getattr(kind, name) for name in names}
    return sorted(f"{k}{written(v)}" for k, v in public.items() if callable(v))


def written(function):
    """A signature without its annotations."""
    signature = inspect.signature(function)
    bare = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=signature.empty))


def table():
    """All signatures, in lines of at most 88 letters."""
    lines = (
        textwrap.wrap(s, 88, subsequent_indent=4 * " ", break_on_hyphens=False)
        for s in signatures()
    )
    return "\n".join("\n".join(line) for line in lines) + "\n"


def test_signatures_and_defaults_are_as_promised():
    promised = re.sub(r"\n +", " ", TABLE.strip()).split("\n")
    assert signatures() == promised


if __name__ == "__main__":
    print(table(), end="")
