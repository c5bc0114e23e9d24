"""What a step does, in one sentence of plain words."""

from bpcore import activations as act
from bpcore.notation import plain, spoken
from bpcore.tables import digits, vanishes


def sentence(step):
    """One sentence about a step, with its numbers."""
    if step.phase == "update":
        return _update(step)
    if step.quantity == "net input":
        bias = "" if step.given["bias"] is None else " and its bias"
        return (
            f"{_who(step)} adds up what reaches it{bias}: its net input is "
            f"{digits(step.value)}."
        )
    if step.quantity == "output":
        return _output(step)
    return _output_error(step) if step.given["target"] is not None else _blame(step)


def wish(error):
    """What an error asks of a unit."""
    return "should be larger" if error > 0 else "should be smaller"


def _who(step):
    """The unit, and in a sequence the step."""
    return f"Unit {step.unit}" + ("" if step.time is None else f" at t = {step.time}")


def _output(step):
    I, O = digits(step.given["net input"]), digits(step.value)
    kind = act.ACTIVATIONS[step.kind]
    off = kind.says_off and step.given["net input"] <= kind.kink
    return f"{_who(step)} {kind.says_off if off else kind.says}.".format(I=I, O=O)


def _output_error(step):
    gave, target = digits(step.given["output"]), plain(step.given["target"])
    start = f"{_who(step)} gets {digits(step.value)}: it gave {gave}"
    if vanishes(step.given["output"] - step.given["target"]):
        return f"{start}, as it should."
    if vanishes(step.value):
        return (
            f"{start} and should have given {target}, but it is saturated: a small "
            "change of its net input changes nothing."
        )
    return f"{start} and should have given {target}, so it {wish(step.value)}."


def _blame(step):
    """Who asks a hidden unit to change, and what for."""
    j = step.unit
    start = f"{_who(step)} gets {digits(step.value)}: "
    asked = [(err * w, k, err, w, *at) for k, err, w, *at in step.terms]
    total = sum(share for share, *_ in asked)
    strongest, k, err, w, *at = max(asked, key=lambda a: abs(a[0]))
    kink = act.ACTIVATIONS[step.kind].kink
    if kink is not None and act.slope(step.kind, step.given["output"]) == 0:
        return (
            f"{start}its net input is not above {plain(kink)}, so a small change does "
            "nothing."
        )
    if vanishes(strongest):
        return start + _nobody_asks(j, asked)
    if vanishes(total):
        return start + "the units it feeds ask for opposite changes that cancel."
    if vanishes(step.value):
        return start + "it is saturated, so a small change of it does nothing."
    when = f" at t = {at[0]}" if at else ""
    why = (
        f"unit {k}{when} {wish(err)}, and {spoken('weight', j, k)} is "
        f"{'positive' if w > 0 else 'negative'}"
    )
    end = f", so unit {j} {wish(step.value)}."
    if len(asked) == 1:
        return start + why + end
    if strongest * total < 0:
        return (
            f"{start}{why}, which asks for the opposite, but the other units it feeds "
            f"together weigh more{end}"
        )
    if any(share * total < 0 for share, *_ in asked):
        return (
            f"{start}the units it feeds disagree, and unit {k} weighs most: {why}{end}"
        )
    return f"{start}of the units it feeds, unit {k} weighs most: {why}{end}"


def _nobody_asks(j, asked):
    """Why no error reaches unit j."""
    _, k, err, *_ = asked[0]
    if len(asked) > 1:
        return "no error reaches it from the units it feeds."
    if vanishes(err):
        return f"unit {k} has no error to pass back."
    return (
        f"{spoken('weight', j, k)} is 0, so unit {j} has no part in what unit {k} gave."
    )


def _update(step):
    j = step.unit
    units = (j,) if step.connection is None else step.connection
    name = spoken(step.quantity, *units)
    if step.terms:
        return _update_over_time(step, name)
    err = step.given["error"]
    sender = ""
    if step.quantity == "weight":
        i = step.connection[0]
        gave = (plain if step.layer == 1 else digits)(step.given["output"])
        sender = f"unit {i} gave {gave}"
    if vanishes(step.value):
        start = f"{name} stays at {digits(step.after)}: "
        if vanishes(err):
            return f"{start}unit {j} has no error."
        if step.quantity == "weight" and step.given["output"] == 0:
            return f"{start}{sender}, so it had no part in the error."
        if step.given["rate"] == 0:
            return f"{start}the learning rate is 0."
        return f"{start}the step is too small to count."
    moved = "rises" if step.value > 0 else "falls"
    return (
        f"{name} {moved} by {digits(abs(step.value))} to {digits(step.after)}: "
        f"unit {j} {wish(err)}{', and ' + sender if sender else ''}."
    )


def _update_over_time(step, name):
    """The same of a parameter that serves every step of a sequence."""
    shares = [(err * (gave[0] if gave else 1.0), t) for t, err, *gave in step.terms]
    largest, t = max(shares, key=lambda share: abs(share[0]))
    if vanishes(step.value):
        none = step.given["rate"] == 0 and not vanishes(largest)
        why = "the learning rate is 0" if none else "the steps ask for nothing"
        return f"{name} stays at {digits(step.after)}: {why}."
    moved = "rises" if step.value > 0 else "falls"
    asked = f"of the {len(shares)} steps, t = {t} asks for most"
    if largest * step.value < 0:
        asked += ", but the others together weigh more"
    return (
        f"{name} {moved} by {digits(abs(step.value))} to {digits(step.after)}: {asked}."
    )
