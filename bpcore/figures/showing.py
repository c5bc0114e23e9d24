"""Showing a picture in a lesson: the PNG, and beneath it a caption in words."""

import io

from bpcore.inputs import cut


def show(picture, caption):
    """Display a chart or a matplotlib Figure with its caption.

    picture   anything with ``png()``, such as a chart, or a ``Figure``
    caption   what it shows, in words, for those who cannot see it as well

    The caption is stored with the picture as its text, so that nbval compares it, and
    as the alternative text that some converters give the picture.
    """
    from IPython.display import display

    if not isinstance(caption, str):
        raise TypeError(f"caption must be a text; it is {cut(caption)}.")

    display(
        {"image/png": png(picture), "text/plain": caption},
        metadata={"image/png": {"alt": caption}},
        raw=True,
    )
    shown = "".join("\\" + c if c in "*_`<\\" else c for c in caption.strip())
    display({"text/markdown": f"*{shown}*", "text/plain": caption}, raw=True)


def png(picture):
    """The PNG of a chart or a Figure, as bytes."""
    if hasattr(picture, "png"):
        return picture.png(level=6)
    if not hasattr(picture, "savefig"):
        raise TypeError(
            f"picture must be a chart or a matplotlib Figure; it is {cut(picture)}."
        )
    out = io.BytesIO()
    picture.savefig(out, format="png", dpi=100)
    return out.getvalue()
