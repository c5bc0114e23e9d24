"""Labs: a picture of the whole thing inside one slider move."""

from bpcore.labs.annealing import annealing
from bpcore.labs.convergence import convergence
from bpcore.labs.depth import depth
from bpcore.labs.diabetes import diabetes
from bpcore.labs.graph import graph
from bpcore.labs.kit.host import Lab
from bpcore.labs.learning_rate import learning_rate
from bpcore.labs.neuron import neuron
from bpcore.labs.playground import playground
from bpcore.labs.stepper import stepper
from bpcore.labs.through_time import through_time

__all__ = [
    "Lab",
    "annealing",
    "convergence",
    "depth",
    "diabetes",
    "graph",
    "learning_rate",
    "neuron",
    "playground",
    "stepper",
    "through_time",
]
