"""A network and its tuples as text: to paste homework in, and to read it back.

    layers 3 2 1
    w14 0.2     w15 -0.3    w24 = 0.4 …     any weight, by its two units
    theta4 -0.4 …                           any bias
    tuple 1 0 1 -> 1                        inputs, then targets; as many as wanted

A line ``feedback yes`` makes it a recurrent network of three layers: w22 then leads
from hidden unit 2 to itself a step later, and the tuples are the steps of a sequence.

Also ``hidden tanh``, ``output identity``, ``loss cross-entropy``; ``biases none`` or
``biases fixed``; and ``seed 3``, which fills in what is not given with small random
numbers.  Units of two digits need a comma: ``w10,12``.
"""

import math
import re

import numpy as np

from bpcore import activations as act
from bpcore.inputs import as_targets, choice, cut
from bpcore.network import Network
from bpcore.nudged import moved
from bpcore.recurrent.network import FIELDS, RecurrentNetwork
from bpcore.recurrent.network import as_targets as as_sequence_targets
from bpcore.recurrent.nudged import moved_in_time

WORDS = {"hidden": act.HIDDEN, "output": act.OUTPUT, "loss": tuple(act.LOSSES)}
BIASES = ("learned", "fixed", "none")
MOST_TEXT = 1_000_000  # characters
MOST_UNITS = 200
MOST_DIGITS = 50  # characters of one number
# Possessive throughout (*+, ?+), so that no text is looked at twice.
PARAMETER = re.compile(
    r"(w|θ|theta|b)_?+\s*+(\d++(?:,\d++)?+)\s*+[=:]?+\s*+([-+−]?+[\d.,]++(?:e[-+]?+\d++)?+)",
    re.IGNORECASE,
)


def write(net, X, T):
    """The text of a network and its tuples; ``read`` gives them back."""
    lines = [
        "layers " + " ".join(map(str, net.sizes)),
        *(f"{word} {getattr(net, word)}" for word in WORDS),
    ]
    recurrent = isinstance(net, RecurrentNetwork)
    if recurrent:
        lines.append("feedback yes")
        X, T = X[0], T[0]
    elif not net.learn_biases:
        lines.append(f"biases {'none' if net.biases is None else 'fixed'}")
    for layer in range(1, len(net.sizes)):
        for j in net.units(layer):
            senders = [*net.units(layer - 1)]
            senders += net.units(1) if recurrent and layer == 1 else ()
            numbers = [f"w{_pair(i, j)} {net.weight(i, j):.12g}" for i in senders]
            if recurrent or net.biases is not None:
                numbers.append(f"theta{j} {net.bias(j):.12g}")
            lines.append("  ".join(numbers))
    for x, t in zip(X, T, strict=True):
        lines.append(f"tuple {_row(x)} -> {_row(t)}")
    return "\n".join(lines)


def read(text):
    """(net, X, T) from such a text; raises ValueError naming the line at fault.

    Of a recurrent network X and T hold one sequence: (1, steps, inputs or outputs).
    """
    if len(text) > MOST_TEXT:
        raise ValueError(
            f"Own numbers take at most {MOST_TEXT} characters; these are {len(text)}."
        )
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
    inputs, outputs = net.sizes[0], net.sizes[-1]
    for n, x, t in found["tuples"]:
        if (len(x), len(t)) != (inputs, outputs):
            raise ValueError(
                f"Line {n}: the tuple has {len(x)} inputs and {len(t)} targets; the "
                f"network has {inputs} and {outputs}."
            )
    X, T = ([row[part] for row in found["tuples"]] for part in (1, 2))
    if isinstance(net, RecurrentNetwork):
        return net, np.array([X]), as_sequence_targets(np.array(T), net, len(T))[None]
    return net, np.array(X), as_targets(T, len(T), outputs, net.loss)


def with_moved(text, i, j, by):
    """The same text, w_ij, or θ_j where i is None, moved by so much."""
    net, X, T = read(text)
    move = moved_in_time if isinstance(net, RecurrentNetwork) else moved
    return write(move(net, i, j, by), X, T)


def _read_line(line, n, found):
    word, _, rest = line.partition(" ")
    word, rest = word.rstrip(":=").lower(), rest.strip()
    if word == "layers":
        found["layers"] = _layers(rest, n)
    elif word in WORDS:
        found[word] = _one_of(word, rest.strip('"'), WORDS[word], n)
    elif word == "biases":
        found["biases"] = _one_of(word, rest, BIASES, n)
    elif word == "feedback":
        found["feedback"] = _one_of(word, rest, ("yes", "no"), n) == "yes"
    elif word == "seed":
        found["seed"] = _seed(rest, n)
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


def _layers(text, n):
    sizes = re.findall(r"\d+", text)
    if any(len(size) > 9 for size in sizes):
        sizes = []
    sizes = tuple(map(int, sizes))
    if len(sizes) < 2 or min(sizes) < 1 or sum(sizes) > MOST_UNITS:
        raise ValueError(
            f"Line {n}: layers needs two numbers or more, each at least 1, and at most "
            f"{MOST_UNITS} units in all, like: layers 3 2 1; it is {cut(text)}."
        )
    return sizes


def _one_of(word, value, allowed, n):
    try:
        return choice(word, value, allowed)
    except ValueError as fault:
        raise ValueError(f"Line {n}: {fault}") from None


def _seed(text, n):
    seed = _number(text, n, whole=True)
    if seed < 0:
        raise ValueError(f"Line {n}: seed must be 0 or more; it is {seed}.")
    return seed


def _read_parameters(line, n, values):
    """Read one weight or bias after the other, from left to right."""
    place = 0
    while place < len(line):
        if line[place] in " \t;,":
            place += 1
            continue
        match = PARAMETER.match(line, place)
        if match is None:
            raise ValueError(
                f"Line {n}: {cut(line[place:])} is no weight or bias; write them like "
                "w14 0.2 or theta4 -0.4."
            )
        letter, units, value = match.groups()
        which = _units(letter, units, n)
        values[which] = (n, _number(value.rstrip(","), n))
        place = match.end()


def _units(letter, units, n):
    """(i, j) of a weight, or j of a bias."""
    name = letter + units
    pair = units.split(",")
    if letter.lower() == "w" and len(pair) == 1:
        if len(units) != 2:
            raise ValueError(
                f"Line {n}: {cut(name, quoted=False)} could be read in two ways; put a "
                "comma between the units, like w10,12."
            )
        pair = tuple(units)
    if len(pair) != (2 if letter.lower() == "w" else 1) or max(map(len, pair)) > 9:
        raise ValueError(f"Line {n}: there is no {cut(name, quoted=False)}.")
    return (int(pair[0]), int(pair[1])) if len(pair) == 2 else int(units)


def _network(found):
    sizes, values = found["layers"], dict(found["values"])
    words = {word: found[word] for word in WORDS if word in found}
    if found.get("feedback"):
        return _recurrent(found, sizes, values, words)
    base = Network.random(sizes, seed=found.get("seed", 0), **words)
    biased = found.get("biases") != "none"
    weights, biases = [], []
    for layer in range(1, len(sizes)):
        w, b = base.weights[layer - 1].copy(), base.biases[layer - 1].copy()
        for column, j in enumerate(base.units(layer)):
            for row, i in enumerate(base.units(layer - 1)):
                w[row, column] = _given((i, j), values, w[row, column], found)
            if biased:
                b[column] = _given(j, values, b[column], found)
        weights.append(w)
        biases.append(b)
    _all_used(values, sizes, "" if biased else " and no biases")
    learned = found.get("biases", "learned") == "learned"
    return Network(weights, biases if biased else None, **words, learn_biases=learned)


def _recurrent(found, sizes, values, words):
    """The same with feedback among the hidden units."""
    if len(sizes) != 3 or found.get("biases", "learned") != "learned":
        raise ValueError(
            "A network with feedback has three layers, like: layers 1 2 1, and biases "
            "that are learned."
        )
    base = RecurrentNetwork.random(sizes, seed=found.get("seed", 0), **words)
    units, arrays = [base.units(k) for k in range(3)], []
    for name, array in zip(FIELDS, base.arrays, strict=True):
        kind = name.split("_")[0]
        rows, columns = {"input": (0, 1), "recurrent": (1, 1), "hidden": (None, 1),
                         "output": (1, 2)}[kind]  # fmt: skip
        array = array.copy()
        for where in np.ndindex(array.shape):
            j = units[columns][where[-1]]
            place = (units[rows][where[0]], j) if array.ndim == 2 else j
            array[where] = _given(place, values, array[where], found)
        arrays.append(array)
    _all_used(values, sizes, " and feedback")
    return RecurrentNetwork(*arrays, **words)


def _all_used(values, sizes, more):
    for place, (n, _) in values.items():
        raise ValueError(
            f"Line {n}: {_name(place)} does not belong to a network with the layers "
            f"{' '.join(map(str, sizes))}{more}."
        )


def _given(place, values, otherwise, found):
    if place in values:
        return values.pop(place)[1]
    if "seed" in found:
        return otherwise
    raise ValueError(
        f"{_name(place)} is missing; give it, or a line like 'seed 3' that fills in "
        "all that is missing with small random numbers."
    )


def _numbers(text, n):
    text = re.sub("[();]", " ", text)
    parts = text.split()
    if len(parts) == 1:
        parts = text.replace(",", " ").split()
    return [_number(part.rstrip(","), n) for part in parts]


def _number(text, n, whole=False):
    if len(text) > MOST_DIGITS:
        raise ValueError(
            f"Line {n}: {cut(text)} is too long; a number has at most {MOST_DIGITS} "
            "characters."
        )
    clean = text.replace("−", "-").replace(",", ".")
    try:
        value = int(clean) if whole else float(clean)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        kind = "a whole number" if whole else "a number"
        raise ValueError(f"Line {n}: {cut(text)} is not {kind}.")
    return value


def _name(place):
    return f"w{_pair(*place)}" if isinstance(place, tuple) else f"theta{place}"


def _pair(i, j):
    return f"{i}{j}" if i < 10 and j < 10 else f"{i},{j}"


def _row(values):
    return " ".join(f"{v:.12g}" for v in values)
