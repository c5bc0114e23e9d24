"""A lab in core ipywidgets: what it is wherever there is no stage."""

import ipywidgets as widgets

from bpcore.labs.kit import presets
from bpcore.labs.kit.arrangement import arrange, status_line
from bpcore.labs.kit.pictures import empty, in_a_row


class CoreFront:
    """Controls, rows of pictures and a status line as core ipywidgets.

    parts    a ``Parts``: what the lab consists of
    hear     ``Lab``'s ears: pasted(text)
    """

    staged = False

    def __init__(self, parts, hear):
        # One message a row and move: each costs a trip through server and browser.
        self._rows = [
            (row, widgets.HTML(layout={"margin": "0", "width": "100%"}))
            for row in parts.views
        ]
        self._line = widgets.HTML(layout={"margin": "0"})
        self._preset = presets.Field(hear.pasted)
        self.widget = arrange(
            parts.title,
            [
                (label, [c.build() for c in row if not getattr(c, "staged", False)])
                for label, row in parts.rows
            ],
            [row for _, row in self._rows],
            self._line,
            [parts.reset.build(), self._preset.widget],
            [c.build() for c in parts.below],
        )

    def show(self, views):
        """Show these pictures, {view: html}; an empty one where there is none."""
        for names, row in self._rows:
            row.value = in_a_row([views[name] for name in names])

    def empty(self):
        """Take the pictures away, and leave what is below them in its place."""
        for _, row in self._rows:
            row.value = empty(row.value)

    def tell(self, words, share=None):
        """Put words into the status line, and how much of a long run is done."""
        self._line.value = status_line(words, share)

    def preset(self, text):
        """Show the present state as a string."""
        self._preset.show(text)

    def tick(self, milliseconds):
        """There is no clock here."""
