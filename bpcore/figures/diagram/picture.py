"""A network as a picture: SVG in a page, a Figure where nothing runs, and words."""

from bpcore.figures import given
from bpcore.figures.diagram.layout import lay_out
from bpcore.figures.diagram.svg import paint_svg
from bpcore.figures.diagram.words import describe
from bpcore.figures.pictures import Picture, encoded


class Diagram(Picture):
    """A network, laid out once; both painters and the words read that layout.

    what   all that ``layout.lay_out`` takes
    """

    def __init__(self, net, title="Network", **what):
        self.title, self.layout = given.text("title", title), lay_out(net, **what)

    def html(self):
        return paint_svg(self.layout, self.title)

    def figure(self):
        """The same as a matplotlib Figure."""
        from bpcore.figures.diagram.painter import paint_figure

        return paint_figure(self.layout)

    def png(self, level=1):
        figure = self.figure()
        figure.set_dpi(100)
        figure.canvas.draw()
        return encoded(figure, compress_level=level)

    def words(self):
        return describe(self.layout)
