"""A picture that is drawn once and then redraws only what moved.

Drawing axes, ticks and labels takes most of the time of a plot.  A ``Canvas`` keeps
them as a background and, at each update, paints its moving artists over it.  Never
pyplot: labs draw on another thread than cells.
"""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

DPI = 100
STYLE = {"size": 10.5}


class Canvas:
    """A figure of fixed size whose moving artists are redrawn alone.

    width, height   in pixels
    scale           enlarges text and lines, for a projector

    A chart makes its fixed parts in ``__init__`` and hands its moving artists to
    ``moving``; in drawing order, nothing fixed lies above them.  After changing limits
    or other fixed parts it calls ``redraw_all``.
    """

    def __init__(self, width=420, height=320, scale=1.0):
        self.figure = Figure(
            figsize=(width / DPI, height / DPI), dpi=DPI, layout="none"
        )
        self.canvas = FigureCanvasAgg(self.figure)
        self.scale = scale
        self._moving = []
        self._background = None

    def axes(self, left=64, bottom=44, right=18, top=30, **labels):
        """Axes with margins in pixels; labels: title, xlabel, ylabel."""
        width, height = self.figure.get_size_inches() * DPI
        s = self.scale
        axes = self.figure.add_axes(
            [
                s * left / width,
                s * bottom / height,
                1 - s * (left + right) / width,
                1 - s * (bottom + top) / height,
            ]
        )
        axes.set(**labels)
        for text in (axes.title, axes.xaxis.label, axes.yaxis.label):
            text.set_fontsize(STYLE["size"] * s)
        axes.title.set_fontweight("bold")
        axes.tick_params(labelsize=(STYLE["size"] - 1.5) * s)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        return axes

    def moving(self, artist):
        """Mark an artist as one that moves; returns it."""
        artist.set_animated(True)
        self._moving.append(artist)
        return artist

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
                artist.axes.draw_artist(artist) if artist.axes else (
                    self.figure.draw_artist(artist)
                )

    def png(self, level=1):
        """The picture as PNG bytes; a low level compresses less and is quicker."""
        from PIL import Image

        self.draw()
        picture = Image.frombuffer(
            "RGBA", self.canvas.get_width_height(), self.canvas.buffer_rgba()
        )
        out = io.BytesIO()
        picture.convert("RGB").save(out, "PNG", compress_level=level)
        return out.getvalue()
