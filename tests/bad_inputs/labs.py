"""Calls of the labs: their makers, what is set, presets; and the quiz."""

import bpcore as bp
from tests.bad_inputs.calls import always
from tests.bad_inputs.running import Call
from tests.bad_inputs.values import LONG

MAKERS = tuple(n for n in bp.labs.__all__ if n != "Lab")
TEXTS = {
    "no equals sign": "rate", "no such control": "nothing=1", "no value": "{}=",
    "text for a number": "{}=high", "nan": "{}=nan", "inf": "{}=inf",
    "huge": "{}=1e400", "10**400": "{}=1" + "0" * 400, "long": "{}=" + LONG,
    "long name": LONG + "=1", "twice": "{0}=1; {0}=2", "under_score": "{}=1_0",
    "surrogate": "{}=\ud800", "empty": ";;; ;", "html": "{}=<b>1</b>", "0 byte": "\0",
}  # fmt: skip
QUIZ = {
    "question": "Which one is it?", "choices": {"a": "It is.", "b": "It is not."},
    "answer": "a",
}  # fmt: skip


def lab_calls():
    """Every Call of the room of labs."""
    for name in MAKERS:
        maker = getattr(bp.labs, name)
        yield Call("labs", f"bp.labs.{name}", lambda maker=maker: maker,
                   says=("preset", "patients", "names", "rate"))  # fmt: skip
        lab = maker()
        values = [*lab.state]
        for value in values:
            label = getattr(lab._controls.get(value), "label", value)
            text = _takes_any_text(lab, value)
            yield Call(
                "labs", f"{name}().set({value})", _setting(name, value), {}, ("value",),
                says=(value, label, "preset"), free=("value",) * text,
            )  # fmt: skip
            pasted = {k: lambda t=t, v=value: t.format(v) for k, t in TEXTS.items()}
            yield Call(
                "labs", f"{name}('{value}=…')", lambda m=maker: m, {}, ("preset",),
                says=(value, label), odd=pasted, free=("preset",) * text,
            )  # fmt: skip
    yield Call("labs", "bp.quiz", lambda: bp.quiz, always(**QUIZ),
               free=("question", "key"), says=("reason", "choice"))  # fmt: skip


def _takes_any_text(lab, value):
    """Whether a control takes any text; what it makes of it, its status says."""
    known = getattr(lab._controls.get(value), "options", None)
    return known is None and isinstance(lab.state[value], str)


def _setting(name, control):
    def make():
        lab = getattr(bp.labs, name)()

        def setting(value):
            lab.reset()
            lab.set(**{control: value})
            return lab

        return setting

    return make
