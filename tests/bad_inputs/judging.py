"""What came back of a call, sorted: right, one clear sentence, or a fault."""

import re
import traceback
import warnings

from bpcore.checks.verdict import VOICES, Verdict

RIGHT, SENTENCE = "right result", "one clear sentence"
FOREIGN, WARNING, HANG = "foreign exception", "bare warning", "hang or crash"
UNCLEAR, SWALLOWED = "unclear sentence", "nonsense accepted"
KINDS = (RIGHT, SENTENCE, UNCLEAR, SWALLOWED, FOREIGN, WARNING, HANG)
LONGEST = 400  # letters of a sentence
OURS = (ValueError, TypeError, FileNotFoundError, AttributeError, KeyError)
# How Python, NumPy and others speak when nobody has looked at what they were given.
OTHERS = re.compile(
    r"object (has no|is not)|unsupported operand|not subscriptable|not supported betw|"
    r"required argument|cannot (convert|reshape|cast|be interpreted|unpack)|hands off|"
    r"could not (convert|broadcast|be broadcast)|invalid (literal|value)|unhashable|"
    r"out of (bounds|range)|must be real number, not|ambiguous|inhomogeneous|"
    r"setting an array|encountered in|Traceback|got an unexpected|recursion|allocate|"
    r"must be an iterable, not|has no len|int too large|valid indices|size-1 arrays"
)


def judged(call, argument, odd, function, arguments):
    """Call it, and say (kind, what was said)."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            kind, said = _of_result(call, function(**arguments))
        except BaseException as fault:
            kind, said = _of_fault(call, argument, fault)
    for warning in warned:
        words = str(warning.message)
        if not words.endswith(".") or OTHERS.search(words) or "Mean of" in words:
            return WARNING, words
    if kind == RIGHT and not call.takes(argument, odd):
        return SWALLOWED, said
    return kind, said


def _of_fault(call, argument, fault):
    said = f"{type(fault).__name__}: {_words(fault)}"
    frames = traceback.extract_tb(fault.__traceback__)
    if not isinstance(fault, OURS) or "/bpcore/" not in frames[-1].filename:
        return FOREIGN, said
    words = _words(fault)
    if OTHERS.search(words):
        return FOREIGN, said
    named = any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)
        for name in (*call.parameters, *call.says)
    )
    return (SENTENCE if named and is_sentence(words) else UNCLEAR), said


def _of_result(call, result):
    """A verdict and the status of a lab are sentences of their own."""
    if isinstance(result, Verdict):
        said = repr(result)
        result._repr_html_()
        if result.correct:
            return SWALLOWED, said
        # What the learner's own function raised is quoted, whoever says it.
        words = re.sub(r"(?<=stops).* with \w+: .*", " there.", result.text)
        clear = result.voice in VOICES and is_sentence(words)
        return (SENTENCE if clear else UNCLEAR), said
    if type(result).__name__ == "Lab":
        if not result.wait(30):
            return HANG, "the lab is still at work after 30 s"
        words = re.sub(r"<[^>]*>", "", result.status)
        if not is_sentence(words):
            return (FOREIGN if OTHERS.search(words) else UNCLEAR), words
        return (SENTENCE if words.startswith("⚠") else RIGHT), words
    repr(result)
    return RIGHT, ""


def is_sentence(words):
    """Whether this is short, whole, and not what another library says."""
    return (
        3 < len(words.split())
        and len(words) < LONGEST
        and "\n" not in words.strip()
        and words.strip()[-1] in ".?)…"
        and not OTHERS.search(words)
    )


def _words(fault):
    """What an exception says; a KeyError puts quotes round it."""
    if isinstance(fault, KeyError) and fault.args:
        return str(fault.args[0])
    try:
        return str(fault)
    except Exception:
        return "(can not be written)"
