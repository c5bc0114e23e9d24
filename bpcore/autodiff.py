"""Automatic differentiation of numbers: a graph that remembers how it was calculated.

Every operation on a ``Value`` gives a new one that keeps its *parents*, the values it
was made of, and beside each the *local slope*, the derivative of the operation by that
parent.  The chain rule is then bookkeeping.  Reverse mode (``Value.backward``) starts
at the result and hands derivatives back to the parents, all of them in one pass: for a
loss this is backpropagation.  Forward mode (``forward``) starts at one input and
carries its derivative on, one pass for each input.

Linnainmaa 1970; Griewank & Walther, *Evaluating Derivatives*, 2nd ed., 2008.
"""

import math

from bpcore.activations import SIGMOID, activate
from bpcore.inputs import as_text, cut, real_number


class Value:
    """A number in a calculation, and where it came from.

    number   a finite real number
    name     what it is called in a picture of the graph, such as "w₁₄"

    ``.value`` is the number; ``.gradient`` the derivative, by this one, of the value
    that ``backward`` was called on, None until it is known; ``.operation`` what made
    it ("" for a number that was given); ``.parents`` and ``.slopes`` its parents and
    the local slope by each.  +, −, *, / and ** take numbers on either side.
    Raises TypeError and ValueError for what is no finite number, ValueError where an
    operation has no finite result or slope, such as a division by 0.
    """

    __slots__ = ("gradient", "name", "operation", "parents", "slopes", "value")
    __array_ufunc__ = None  # numpy's numbers leave the operators to this class

    def __init__(self, number, name=""):
        self.value = real_number("number", number)
        self.name, self.operation, self.gradient = as_text("name", name), "", None
        self.parents = self.slopes = ()

    # Each operation: its result, and beside it the local slope by each operand.

    def __add__(self, other):
        return _made("+", lambda a, b: (a + b, 1.0, 1.0), self, other)

    def __sub__(self, other):
        return _made("−", lambda a, b: (a - b, 1.0, -1.0), self, other)

    def __mul__(self, other):
        return _made("·", lambda a, b: (a * b, b, a), self, other)

    def __truediv__(self, other):
        return _made("/", lambda a, b: (a / b, 1 / b, -a / (b * b)), self, other)

    def __pow__(self, n):
        if isinstance(n, Value):  # a^b = e^(b ln a) moves with b too
            return _made(
                "^", lambda a, b: (a**b, b * a ** (b - 1), a**b * math.log(a)), self, n
            )
        n = real_number("the exponent", n)
        return _made(f"^{n:g}", lambda a: (a**n, n * a ** (n - 1) if n else 0.0), self)

    def __neg__(self):
        return _made("−", lambda a: (-a, -1.0), self)

    def exp(self):
        return _made("exp", lambda a: (math.exp(a), math.exp(a)), self)

    def log(self):
        return _made("ln", lambda a: (math.log(a), 1 / a), self)

    def tanh(self):
        return _made("tanh", lambda a: (math.tanh(a), 1 - math.tanh(a) ** 2), self)

    def sigmoid(self):
        O = activate(SIGMOID, self.value)
        return _made("sigmoid", lambda a: (O, O * (1 - O)), self)

    def relu(self):
        """max(0, value); at 0 itself the slope counts as 0."""
        return _made("relu", lambda a: (a, 1.0) if a > 0 else (0.0, 0.0), self)

    __radd__ = lambda self, number: _lifted(number) + self  # noqa: E731
    __rsub__ = lambda self, number: _lifted(number) - self  # noqa: E731
    __rmul__ = lambda self, number: _lifted(number) * self  # noqa: E731
    __rtruediv__ = lambda self, number: _lifted(number) / self  # noqa: E731
    __rpow__ = lambda self, number: _lifted(number) ** self  # noqa: E731

    def backward(self):
        """Find the derivative of this value by every value it was made of.

        Reverse mode: each value hands gradient · local slope to its parents, the last
        one first; a value used twice adds up what arrives.  The gradients of this
        graph are cleared first, so that a second call gives the same.
        """
        for _ in self.backward_steps():
            pass

    def backward_steps(self):
        """``backward`` one connection at a time: (value, parent, slope, share)."""
        order = self.order()
        for value in order:
            value.gradient = None
        self.gradient = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes, strict=True):
                share = value.gradient * slope
                parent.gradient = share + (parent.gradient or 0.0)
                yield value, parent, slope, share

    def order(self):
        """All values of the graph, each one after its parents, this one last."""
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:  # not a recursion: long calculations are deep
            value, ready = waiting.pop()
            if ready:
                order.append(value)
            elif id(value) not in seen:
                seen.add(id(value))
                waiting.append((value, True))
                waiting += [(parent, False) for parent in reversed(value.parents)]
        return order

    def __repr__(self):
        known = "not yet" if self.gradient is None else f"{self.gradient:.4g}"
        name = f"{self.name} = " if self.name else ""
        return f"Value {name}{self.value:.4g}, gradient {known}".replace("-", "−")


def _made(operation, calculate, *operands):
    """The Value that an operation gives, with its parents and local slopes."""
    parents = tuple(map(_lifted, operands))
    numbers = [parent.value for parent in parents]
    try:
        number, *slopes = map(float, calculate(*numbers))
        made = Value(number)
        made.slopes = tuple(real_number("slope", slope) for slope in slopes)
    except (ArithmeticError, TypeError, ValueError):  # a complex power among them
        raise ValueError(
            f"{operation} of {', '.join(f'{n:.4g}' for n in numbers)} has no finite "
            "result and slope."
        ) from None
    made.operation, made.parents = operation, parents
    return made


def _lifted(number):
    return number if isinstance(number, Value) else Value(number)


def forward(result, by):
    """The derivative of ``result`` by one of the values it was made of.

    Forward mode: the derivative by ``by`` is carried from value to value, each the sum
    of its parents' times the local slopes.  0 if ``by`` has no part in the result.
    """
    for name, value in (("result", result), ("by", by)):
        if not isinstance(value, Value):
            raise TypeError(f"{name} must be a bp.autodiff.Value; it is {cut(value)}.")
    moves = {}
    for value in result.order():
        arriving = zip(value.parents, value.slopes, strict=True)
        moves[id(value)] = sum(moves[id(p)] * slope for p, slope in arriving)
        if value is by:
            moves[id(value)] = 1.0
    return float(moves[id(result)])
