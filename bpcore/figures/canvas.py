"""A picture that is drawn once and then redraws only what moved.

Drawing axes, ticks and labels takes most of the time of a plot.  A ``Canvas`` keeps
them as a background and, at each update, paints its moving artists over it.  Never
pyplot: labs draw on another thread than cells.
"""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from bpcore.figures import given
from bpcore.figures.pictures import Picture, encoded, image

DPI = 100
STYLE = {"size": 10.5}
ROUND = (1, 2, 5, 10)  # ticks at multiples of these
LEAST = 40  # pixels of axes in which something can be seen


def drawn(words):
    """Words as matplotlib is to draw them: as they are, none of them as a formula."""
    words = words.replace("$", r"\$")
    return "\u200b" + words if words.startswith("_") else words  # else in no key


class Canvas(Picture):
    """A figure of fixed size whose moving artists are redrawn alone.

    width, height   in pixels
    scale           enlarges text and lines, for a projector

    A chart makes its fixed parts in ``__init__`` and hands its moving artists to
    ``moving``; in drawing order, nothing fixed lies above them.  After changing limits
    or other fixed parts it calls ``redraw_all``.

    No state is shared between two charts: threads may draw two at once, but one chart
    is drawn by one thread at a time (a lab holds a lock).
    """

    def __init__(self, width=420, height=320, scale=1.0):
        width, height = given.pixels("width", width), given.pixels("height", height)
        scale = given.real_number("scale", scale, at_least=0.2, at_most=10)
        self.figure = Figure(
            figsize=(width / DPI, height / DPI), dpi=DPI, layout="none",
            facecolor="white",
        )  # fmt: skip
        self.canvas = FigureCanvasAgg(self.figure)
        self.scale = scale
        self._moving = []
        self._background = None

    def axes(self, left=64, bottom=44, right=18, top=30, **labels):
        """Axes with margins in pixels; labels: title, xlabel, ylabel."""
        width, height = self.figure.get_size_inches() * DPI
        s = self.scale
        for name, side, margins in (
            ("width", width, left + right), ("height", height, bottom + top),
        ):  # fmt: skip
            if side < s * (margins + LEAST):
                raise ValueError(
                    f"{name} must be {s * (margins + LEAST):.0f} pixels or more at "
                    f"scale {s:g}, so that the axes have room; it is {side:.0f}."
                )
        labels = {
            name: drawn(given.text(name, words)) for name, words in labels.items()
        }
        axes = self.figure.add_axes(
            [
                s * left / width,
                s * bottom / height,
                1 - s * (left + right) / width,
                1 - s * (bottom + top) / height,
            ],
            facecolor="white",
        )
        axes.set(**labels)
        for text in (axes.title, axes.xaxis.label, axes.yaxis.label):
            text.set_fontsize(STYLE["size"] * s)
        axes.title.set_fontweight("bold")
        axes.tick_params(labelsize=(STYLE["size"] - 1.5) * s, length=3.5 * s, pad=3 * s)
        # At a fixed place, or wide tick labels push the label out of the picture.
        axes.yaxis.set_label_coords(-(left - 20) * s / axes.bbox.width, 0.5)
        axes.xaxis.set_major_locator(self.ticks(axes))
        axes.yaxis.set_major_locator(MaxNLocator(6, steps=ROUND))
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        return axes

    def ticks(self, axes, **how):
        """Round places along x, as many as there is room for numbers of four digits."""
        most = int(axes.bbox.width / (42 * self.scale))
        return MaxNLocator(max(2, min(6, most)), steps=ROUND, **how)

    def key(self, axes, handles, **look):
        """A key above the axes; the title makes room by moving to the left."""
        s, title = self.scale, axes.title
        axes.set_title(
            title.get_text(), loc="left", fontsize=title.get_fontsize(),
            fontweight="bold", x=-40 * s / axes.bbox.width,
        )  # fmt: skip
        title.set_text("")
        axes.legend(
            handles=handles, loc="lower right", ncols=len(handles), frameon=False,
            bbox_to_anchor=(1 + 4 * s / axes.bbox.width, 1.0), fontsize=9 * s,
            columnspacing=0.7, borderpad=0.2, borderaxespad=0.1, **look,
        )  # fmt: skip

    def moving(self, artist):
        """Mark an artist as one that moves; returns it."""
        artist.set_animated(True)
        self._moving.append(artist)
        return artist

    def halo(self):
        """Path effects that keep a text legible on top of lines."""
        return [withStroke(linewidth=2.5 * self.scale, foreground="white")]

    def redraw_all(self):
        """Forget the background: something fixed has changed."""
        self._background = None

    def draw(self):
        """Paint the present state into the canvas."""
        if self._background is None:
            self.canvas.draw()
            self._background = self.canvas.copy_from_bbox(self.figure.bbox)
        self.canvas.restore_region(self._background)
        for artist in self._moving:
            if artist.get_visible():
                (artist.axes or self.figure).draw_artist(artist)

    def html(self):
        """An image of fixed size, with the words in its place where it is not seen."""
        return image(self.jpeg(), *self.canvas.get_width_height(), self.words())

    def png(self, level=1):
        """The picture as PNG bytes; a low level compresses less and is quicker."""
        self.draw()
        return encoded(self.figure, compress_level=level)

    def jpeg(self, quality=90):
        """The picture as JPEG bytes: encoded in a sixth of the time of a PNG.

        With every pixel's colour kept, lines and letters look as they do in a PNG.
        """
        self.draw()
        return encoded(self.figure, "JPEG", quality=quality, subsampling=0)
