"""Backpropagation as the textbook writes it: three passes over numbered units.

Han, Kamber & Pei, *Data Mining: Concepts and Techniques*, 3rd ed., figure 9.5.

    w[i, j]    weight of the connection from unit i to unit j
    theta[j]   bias of unit j
    O[j]       output of unit j; before the first pass O[i] holds the inputs
    err[j]     error of unit j
    T[n]       target of the n-th output unit
    first      first[k] is the first unit of layer k, so that the units of layer k
               are first[k] … first[k + 1] − 1; the inputs are layer 0, unit 1 is first
    kind[k]    what the units of layer k compute of their net input, and whose slope
               their errors take (activations.py)
    l          learning rate

The same lines run as plain Python, and compiled where numba is installed.
"""

from bpcore.activations import activate, slope


def propagate(w, theta, O, first, kind):
    """Propagate the inputs forward: I_j = Σ_i w_ij O_i + θ_j, O_j = f(I_j)."""
    for k in range(1, len(kind)):
        for j in range(first[k], first[k + 1]):
            I = theta[j]
            for i in range(first[k - 1], first[k]):
                I += w[i, j] * O[i]
            O[j] = activate(kind[k], I)


def backpropagate(w, O, err, T, first, kind):
    """Backpropagate the errors, from the last layer to the first hidden one.

    Output unit: Err_j = f'(I_j) (T_j − O_j), with f' = O_j (1 − O_j) for a sigmoid.
    Hidden unit: Err_j = f'(I_j) Σ_k Err_k w_jk, with the weights of the forward pass.
    """
    last = len(kind) - 1
    for j in range(first[last], first[last + 1]):
        err[j] = slope(kind[last], O[j]) * (T[j - first[last]] - O[j])
    for k in range(last - 1, 0, -1):
        for j in range(first[k], first[k + 1]):
            total = 0.0
            for m in range(first[k + 1], first[k + 2]):
                total += err[m] * w[j, m]
            err[j] = slope(kind[k], O[j]) * total


def update(w, theta, O, err, first, l):
    """Add the increments Δw_ij = l Err_j O_i and Δθ_j = l Err_j.

    Case updating adds them to the weights and biases themselves, epoch updating to
    arrays that collect them until the epoch ends.  Returns the largest |increment|.
    """
    largest = 0.0
    for k in range(1, len(first) - 1):
        for j in range(first[k], first[k + 1]):
            for i in range(first[k - 1], first[k]):
                increment = l * err[j] * O[i]
                w[i, j] += increment
                if abs(increment) > largest:
                    largest = abs(increment)
            theta[j] += l * err[j]
            if abs(l * err[j]) > largest:
                largest = abs(l * err[j])
    return largest


def apply(w, theta, dw, dtheta, first, momentum):
    """Add the collected increments to the weights and biases, and start afresh.

    With momentum (Rumelhart, Hinton & Williams 1986) that share of every increment
    is kept and goes into the next one.  Returns the largest |increment| applied.
    """
    largest = 0.0
    for k in range(1, len(first) - 1):
        for j in range(first[k], first[k + 1]):
            for i in range(first[k - 1], first[k]):
                w[i, j] += dw[i, j]
                largest = max(largest, abs(dw[i, j]))
                dw[i, j] *= momentum
            theta[j] += dtheta[j]
            largest = max(largest, abs(dtheta[j]))
            dtheta[j] *= momentum
    return largest
