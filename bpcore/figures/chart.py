"""What every chart is: a frame that stays, shapes that move, two painters, words."""

from bpcore.figures import given, svg_painter
from bpcore.figures.pictures import Picture, encoded


class Chart(Picture):
    """A chart of fixed proportions, updated as often as its data move.

    title           stands above it
    width, height   in pixels; a page may stretch it
    scale           enlarges text, markers and lines, for a projector

    A chart sets ``frame`` (a ``plot.Frame``) and, at each update, ``shapes``: what
    moves, in drawing order.  ``act`` is what a place within its axes answers to.

    No state is shared between two charts: threads may draw two at once, but one chart
    is drawn by one thread at a time (a lab holds a lock).
    """

    act = ""

    def __init__(self, title, width, height, scale):
        self.title = given.text("title", title)
        self.size = given.pixels("width", width), given.pixels("height", height)
        self.scale = given.real_number("scale", scale, at_least=0.2, at_most=10)
        self.frame, self.shapes = None, ()

    def html(self):
        """The chart as SVG, in the colours of the reader's theme."""
        words = self.words()
        return svg_painter.paint(self.frame, self.shapes, self.title, words, self.act)

    def figure(self):
        """The same as a matplotlib Figure."""
        from bpcore.figures.figure_painter import painted

        return painted(self.frame, self.shapes)

    def png(self, level=1):
        return encoded(self.figure(), compress_level=level)
