"""A network diagram in words."""

from bpcore.tables import digits

MOST = 30  # units or connections that are told one by one


def describe(layout):
    """What the diagram shows, for someone who cannot see it."""
    told = [
        f"A network of {len(layout.sizes)} layers with "
        f"{', '.join(map(str, layout.sizes))} units."
    ]
    if layout.steps:
        told.append(f"Unrolled over {layout.steps} steps, with the same weights.")
    if len(layout.connections) <= MOST:
        weights = dict.fromkeys(
            f"{c.i} to {c.j} {digits(c.weight, 2)}" for c in layout.connections
        )
        told.append(f"Weights: {', '.join(weights)}.")
    for what, texts in layout.told:
        if 0 < len(texts) <= MOST:
            each = ", ".join(f"unit {j} {text}" for j, text in texts.items())
            told.append(f"{what}: {each}.")
    lit = [f"unit {u.number}{u.when}" for u in layout.units if u.lit]
    lit += [
        f"connection {c.i} to {c.j}" + (f" ({c.label.text})" if c.flow else "")
        for c in layout.connections
        if c.lit or c.flow
    ]
    if lit:
        phase = f" ({layout.phase})" if layout.phase else ""
        told.append(f"Active{phase}: {', '.join(lit[:MOST])}.")
    return " ".join(told)
