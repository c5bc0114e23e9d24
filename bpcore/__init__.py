"""Backpropagation to read, to step through and to play with.

``import bpcore as bp`` loads numpy alone.  Everything else (the compiled loops,
pictures, labs, exercise checks) loads when it is first used.
"""

from importlib import import_module

from bpcore.network import Network

__version__ = "1.0.0"

# public name -> the module that holds it
_FUNCTIONS = {
    "gradient": "gradients",
    "check_gradient": "gradient_check",
    "trace": "tracing",
    "train": "training",
    "about": "environment",
    "one_over_t": "training",
    "sweep": "training.sweeps",
    "quiz": "course.questions",
    "anneal": "annealing",
    "batch_normalise": "regularise",
    "dropout": "regularise",
    "RecurrentNetwork": "recurrent",
    "gradient_through_time": "recurrent",
    "train_through_time": "recurrent",
    "fixed_point": "recurrent",
    "fixed_point_gradient": "recurrent",
}
# public name -> the module that it is
_MODULES = {
    "autodiff": "autodiff",
    "check": "course.exercises",
    "datasets": "datasets",
    "figures": "figures",
    "labs": "labs",
}

__all__ = ["Network", *_FUNCTIONS, *_MODULES]


def __getattr__(name):
    """Load a public name at its first use (PEP 562)."""
    if name in _FUNCTIONS:
        value = getattr(import_module(f"bpcore.{_FUNCTIONS[name]}"), name)
    elif name in _MODULES:
        value = import_module(f"bpcore.{_MODULES[name]}")
    else:
        raise AttributeError(f"module 'bpcore' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__():
    return sorted(__all__)
