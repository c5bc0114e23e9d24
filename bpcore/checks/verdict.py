"""What a check answers: a voice, a sentence, and hints that open one by one."""

from dataclasses import dataclass
from html import escape

from bpcore import theme
from bpcore.notation import typeset

# voice -> symbol, word, colour
VOICES = {
    "not attempted": ("○", "Not attempted yet", theme.NO_NEWS),
    "wrong kind": ("?", "Another kind of thing", theme.DOUBTFUL),
    "close": ("≈", "Close", theme.NEAR),
    "mistake": ("→", "One slip", theme.DOUBTFUL),
    "not yet": ("✗", "Not yet", theme.BAD),
    "correct": ("✓", "Correct", theme.GOOD),
}


@dataclass(frozen=True)
class Verdict:
    """The answer of ``bp.check.<exercise>(…)``.

    voice      "not attempted", "wrong kind", "close", "mistake" or "correct"; and
               "not yet" for a wrong answer that no typical mistake explains
    text       what there is to say, in a sentence or two
    mistakes   the names of the typical mistakes that give exactly this answer
    hints      further hints, the gentlest first
    example    for a function, a call that it was tried with
    """

    voice: str
    text: str
    mistakes: tuple = ()
    hints: tuple = ()
    example: str = ""

    @property
    def mistake(self):
        """The mistake that was recognised ("a or b" if two give one answer) or None."""
        return " or ".join(self.mistakes) or None

    @property
    def correct(self):
        """Whether the answer is right."""
        return self.voice == "correct"

    def __repr__(self):
        symbol, word, _ = VOICES[self.voice]
        return f"{symbol} {word}. {self.text}".rstrip()

    def _repr_html_(self):
        symbol, word, colour = VOICES[self.voice]
        return (
            f'<div style="border-left: 4px solid {colour}; padding: 2px 12px;'
            f' max-width: 46em; color: {theme.INK}">'
            f'<p style="margin: 4px 0"><strong>{symbol} {word}.</strong> '
            f"{typeset(self.text)}</p>{self._hints()}{self._example()}</div>"
        )

    def _hints(self):
        """Each hint folded inside the one before it, so that they open in order."""
        html = ""
        for n, hint in reversed(list(enumerate(self.hints, 1))):
            html = _folded(f"Hint {n} of {len(self.hints)}", typeset(hint) + html)
        return html

    def _example(self):
        if not self.example:
            return ""
        return _folded("A call to try it with", f"<code>{escape(self.example)}</code>")


def _folded(summary, html):
    return (
        f'<details style="margin: 4px 0"><summary>{summary}</summary>'
        f'<div style="margin: 4px 12px">{html}</div></details>'
    )
