"""What never changes once it is made: read-only arrays, and objects that hold them."""

import numpy as np


def frozen(array):
    """A read-only copy of an array, which nothing can make writable again."""
    return np.frombuffer(array.tobytes(), array.dtype).reshape(array.shape)


class Frozen:
    """An object that is filled once, and equal to another with equal contents.

    ``_arguments``, the class's own, is the tuple of its constructor's arguments:
    copies and pickles are made from them, and compared by them.
    """

    __slots__ = ()

    def _fill(self, **values):
        for name, value in values.items():
            if hasattr(self, name):  # filled before
                self.__setattr__(name, value)
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        raise AttributeError(self._refusal(name, "set"))

    def __delattr__(self, name):
        raise AttributeError(self._refusal(name, "deleted"))

    def _refusal(self, name, what):
        own = type(self).__name__
        return (
            f"A {own} never changes, so {name} cannot be {what}. Make a new one with "
            f"bp.{own}."
        )

    def __reduce__(self):
        return type(self), self._arguments

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return _same(self._arguments, other._arguments)


def _same(a, b):
    """Whether two values, or nested tuples of them, are equal; arrays as a whole."""
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return np.array_equal(a, b)
    return a == b
