"""Tuples of several classes: which is which, by colour and by marker."""

from matplotlib.lines import Line2D

from bpcore.figures import palette


def color(k):
    """The colour of class k."""
    return palette.CLASSES[k % len(palette.CLASSES)]


def marker(k):
    """The marker of class k."""
    return palette.MARKERS[k % len(palette.MARKERS)]


def markers(canvas, ax, classes, tuples, **look):
    """Empty moving markers for each class, told apart by colour and shape.

    Lines without a line, as matplotlib draws those in half the time of a scatter.
    """
    size = (6.2 if tuples > 60 else 9.2) * canvas.scale
    return [
        canvas.moving(
            ax.plot(
                [], [], linestyle="none", marker=marker(k), color=color(k),
                markersize=size, markeredgecolor="white",
                markeredgewidth=0.8 * canvas.scale, **look,
            )[0]
        )
        for k in range(classes)
    ]  # fmt: skip


def key(canvas, ax, classes):
    """Above the axes: the marker of each class."""
    handles = [
        Line2D(
            [], [], ls="", marker=marker(k), color=color(k), ms=6.5 * canvas.scale,
            label=k,
        )
        for k in range(classes)
    ]  # fmt: skip
    canvas.key(ax, handles, handletextpad=0.0, handlelength=1.5)
