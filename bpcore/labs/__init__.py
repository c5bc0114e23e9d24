"""Labs: a picture of the whole thing inside one slider move."""

from importlib import import_module

# public name -> the module that holds it
_WHERE = {
    "Lab": "host",
    "neuron": "one_unit",
    "stepper": "stepping",
    "playground": "playing",
    "diabetes": "patients",
    "learning_rate": "rates",
    "convergence": "ending",
}
__all__ = sorted(_WHERE)


def __getattr__(name):
    if name not in _WHERE:
        raise AttributeError(f"module 'bpcore.labs' has no attribute {name!r}")
    try:
        module = import_module(f"bpcore.labs.{_WHERE[name]}")
    except ModuleNotFoundError as fault:
        raise AttributeError(f"bpcore.labs.{name} cannot be loaded: {fault}") from fault
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__():
    return __all__
