"""The layers that backpropagation in matrix form is made of.

A layer passes a batch forward and its derivatives backward:

    forward(A)    A (tuples, units before); returns (tuples, units after), and keeps
                  what backward needs
    backward(D)   D, the derivative of the summed loss by what forward returned;
                  returns the derivative by what forward was given, and leaves the
                  derivatives by the layer's own parameters in its attributes

Both work in arrays of their own, used again for the next batch of the same length
and handed on from layer to layer; whoever wants to keep a result copies it.
"""

import numpy as np

from bpcore import activations as act


class Dense:
    """Net inputs I = A W + b of a layer whose units reach every unit before it.

    W, b      weights (units before, units after) and biases (units after,), copies
              that training changes in place; b is None where the units have none
    dW, db    derivatives of the loss, summed over the batch, after ``backward``
    first     whether the inputs of the network are before it, for which nobody asks
              the derivative
    learned   (parameter, its derivative) of all that training changes: without the
              biases where they are held fixed
    """

    def __init__(self, W, b, first, learn_b):
        self.W, self.dW = np.array(W), np.zeros(W.shape)
        self.b = self.db = None
        self.learned = [(self.W, self.dW)]
        if b is not None:
            self.b, self.db = np.array(b), np.zeros(b.shape)
            self.learned += [(self.b, self.db)] * learn_b
        self.first = first
        self._I = self._D = np.empty((0, 0))

    def forward(self, A):
        self._A = A
        if len(self._I) != len(A):
            self._I = np.empty((len(A), self.W.shape[1]))
            self._D = np.empty((len(A), self.W.shape[0]))
        np.matmul(A, self.W, out=self._I)
        if self.b is not None:
            self._I += self.b
        return self._I

    def backward(self, D):
        np.matmul(self._A.T, D, out=self.dW)
        if self.b is not None:
            D.sum(axis=0, out=self.db)
        if self.first:
            return None
        return np.matmul(D, self.W.T, out=self._D)


class Activation:
    """Outputs O = f(I) of a layer's units.

    kind          which f, as ``activations.py`` numbers them
    slope_kind    whose slope backward multiplies by: the same, but where
                  cross-entropy cancels the slope of a sigmoid output
    """

    learned = ()

    def __init__(self, kind, slope_kind=None):
        self.kind = kind
        self.slope_kind = kind if slope_kind is None else slope_kind

    def forward(self, A):
        self.O = act.activate_all(self.kind, A)
        return self.O

    def backward(self, D):
        if self.slope_kind != act.IDENTITY:
            D *= act.slope_all(self.slope_kind, self.O)
        return D
