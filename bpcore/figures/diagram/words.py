"""A network diagram in words."""

from bpcore.tables import digits

MOST = 30  # units or connections that are told one by one


def describe(layout):
    """What the diagram shows, for someone who cannot see it."""
    told = [
        f"A network of {len(layout.sizes)} layers with "
        f"{', '.join(map(str, layout.sizes))} units."
    ]
    if len(layout.connections) <= MOST:
        told.append(
            "Weights: "
            + ", ".join(
                f"{c.i} to {c.j} {digits(c.weight, 2)}" for c in layout.connections
            )
            + "."
        )
    values = [f"unit {u.number} {u.value}" for u in layout.units if u.value]
    if 0 < len(values) <= MOST:
        told.append("Outputs: " + ", ".join(values) + ".")
    errors = [f"unit {u.number} {u.error[4:]}" for u in layout.units if u.error]
    if 0 < len(errors) <= MOST:
        told.append("Errors: " + ", ".join(errors) + ".")
    lit = [f"unit {u.number}" for u in layout.units if u.lit]
    lit += [f"connection {c.i} to {c.j}" for c in layout.connections if c.lit]
    if lit:
        told.append(f"Active ({layout.phase}): " + ", ".join(lit[:MOST]) + ".")
    return " ".join(told)
