"""Networks with feedback: a state carried from step to step, and one that settles.

Backpropagation through time (Werbos 1990) unrolls a sequence; the fixed-point algorithm
(Almeida 1987, Pineda 1987) waits until activities and errors have settled.
"""

from bpcore.recurrent.fixed_points import fixed_point, fixed_point_gradient
from bpcore.recurrent.gradient import gradient_through_time
from bpcore.recurrent.network import RecurrentNetwork
from bpcore.recurrent.training import train_through_time

__all__ = [
    "RecurrentNetwork",
    "fixed_point",
    "fixed_point_gradient",
    "gradient_through_time",
    "train_through_time",
]
