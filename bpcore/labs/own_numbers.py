"""A network and its tuples as text: to paste homework in, and to read it back.

    layers 3 2 1
    w14 0.2     w15 -0.3    w24 = 0.4 …     any weight, by its two units
    theta4 -0.4 …                           any bias
    tuple 1 0 1 -> 1                        inputs, then targets; as many as wanted

Also ``hidden tanh``, ``output identity``, ``loss cross-entropy``; and ``seed 3``, which
fills in what is not given with small random numbers.  Units of two digits need a comma:
``w10,12``.
"""

import re

import numpy as np

from bpcore.inputs import as_targets, numbers, whole_number
from bpcore.network import Network

WORDS = ("hidden", "output", "loss")
NUMBER = r"[-+−]?\d*[.,]?\d+(?:e[-+]?\d+)?"
PARAMETER = re.compile(
    rf"(w|θ|theta|b)_?\s*(\d+(?:,\d+)?)\s*[=:]?\s*({NUMBER})(?![\d.])", re.IGNORECASE
)


def write(net, X, T):
    """The text of a network and its tuples; ``read`` gives them back."""
    lines = [
        "layers " + " ".join(map(str, net.sizes)),
        *(f"{word} {getattr(net, word)}" for word in WORDS),
    ]
    for layer in range(1, len(net.sizes)):
        for j in net.units(layer):
            weights = [
                f"w{_pair(i, j)} {net.weight(i, j):.12g}" for i in net.units(layer - 1)
            ]
            lines.append("  ".join([*weights, f"theta{j} {net.bias(j):.12g}"]))
    for x, t in zip(X, T, strict=True):
        lines.append(f"tuple {_row(x)} -> {_row(t)}")
    return "\n".join(lines)


def read(text):
    """(net, X, T) from such a text; raises ValueError naming the line at fault."""
    found = {"tuples": [], "values": {}}
    for n, line in enumerate(text.splitlines(), start=1):
        line = line.split("#")[0].strip()
        if line:
            _read_line(line, n, found)
    if "layers" not in found:
        raise ValueError("Own numbers need a line with the layers, like: layers 3 2 1.")
    if not found["tuples"]:
        raise ValueError("Own numbers need a tuple, like: tuple 1 0 1 -> 1.")
    net = _network(found)
    X, T = zip(*[(x, t) for _, x, t in found["tuples"]], strict=True)
    for (n, x, t), want in ((row, net.sizes) for row in found["tuples"]):
        if (len(x), len(t)) != (want[0], want[-1]):
            raise ValueError(
                f"Line {n}: the tuple has {len(x)} inputs and {len(t)} targets; the "
                f"network has {want[0]} and {want[-1]}."
            )
    return net, np.array(X), as_targets(T, len(T), net.sizes[-1], net.loss)


def _read_line(line, n, found):
    word, _, rest = line.partition(" ")
    word = word.rstrip(":=").lower()
    if word == "layers":
        sizes = [int(s) for s in re.findall(r"\d+", rest)]
        if len(sizes) < 2 or sum(sizes) > 200:
            raise ValueError(
                f"Line {n}: layers needs two numbers or more and at most 200 units in "
                f"all, like: layers 3 2 1; it is {rest!r}."
            )
        found["layers"] = tuple(sizes)
    elif word in WORDS:
        found[word] = rest.strip().strip('"')
    elif word == "seed":
        found["seed"] = whole_number("seed", _number(rest, n, as_int=True), at_least=0)
    elif word == "tuple":
        x, arrow, t = rest.replace("→", "->").partition("->")
        if not arrow:
            raise ValueError(
                f"Line {n}: a tuple needs an arrow between inputs and targets, like: "
                "tuple 1 0 1 -> 1."
            )
        found["tuples"].append((n, _numbers(x, n), _numbers(t, n)))
    else:
        _read_parameters(line, n, found["values"])


def _read_parameters(line, n, values):
    rest = PARAMETER.sub("", line).strip(" ;,")
    if rest:
        raise ValueError(
            f"Line {n}: {rest!r} is no weight or bias; write them like w14 0.2 or "
            "theta4 -0.4."
        )
    for letter, units, value in PARAMETER.findall(line):
        if letter.lower() == "w":
            if "," not in units and len(units) != 2:
                raise ValueError(
                    f"Line {n}: w{units} could be read in two ways; put a comma "
                    "between the units, like w10,12."
                )
            pair = units.split(",") if "," in units else tuple(units)
            values[int(pair[0]), int(pair[1])] = (n, _number(value, n))
        else:
            values[int(units)] = (n, _number(value, n))


def _network(found):
    sizes, values = found["layers"], dict(found["values"])
    words = {word: found[word] for word in WORDS if word in found}
    base = Network.random(sizes, seed=found.get("seed", 0), **words)
    weights, biases = [], []
    for layer in range(1, len(sizes)):
        w, b = base.weights[layer - 1].copy(), base.biases[layer - 1].copy()
        for column, j in enumerate(base.units(layer)):
            for row, i in enumerate(base.units(layer - 1)):
                w[row, column] = _given((i, j), values, w[row, column], found)
            b[column] = _given(j, values, b[column], found)
        weights.append(w)
        biases.append(b)
    for place, (n, _) in values.items():
        name = f"w{_pair(*place)}" if isinstance(place, tuple) else f"theta{place}"
        raise ValueError(
            f"Line {n}: {name} does not belong to a network with the layers "
            f"{' '.join(map(str, sizes))}."
        )
    return Network(weights, biases, **words)


def _given(place, values, otherwise, found):
    if place in values:
        return values.pop(place)[1]
    if "seed" in found:
        return otherwise
    name = f"w{_pair(*place)}" if isinstance(place, tuple) else f"theta{place}"
    raise ValueError(
        f"{name} is missing; give it, or a line like 'seed 3' that fills in all that "
        "is missing with small random numbers."
    )


def _numbers(text, n):
    parts = text.replace("(", " ").replace(")", " ").replace(";", " ").split()
    if len(parts) == 1:
        parts = text.replace(",", " ").split()
    return [_number(part.rstrip(","), n) for part in parts]


def _number(text, n, as_int=False):
    try:
        clean = text.strip().replace("−", "-").replace(",", ".")
        value = int(clean) if as_int else float(clean)
        return value if as_int else float(numbers("value", value, ndim=0))
    except (ValueError, TypeError):
        raise ValueError(f"Line {n}: {text.strip()!r} is not a number.") from None


def _pair(i, j):
    return f"{i}{j}" if i < 10 and j < 10 else f"{i},{j}"


def _row(values):
    return " ".join(f"{v:.12g}" for v in values)
