"""Pictures as labs show and store them."""

import io


def picture(chart):
    """A chart as HTML."""
    return chart.html()


def side_by_side(*pictures):
    """PNGs next to each other as one PNG, for ``still``."""
    from PIL import Image

    parts = [Image.open(io.BytesIO(p)).convert("RGB") for p in pictures]
    whole = Image.new(
        "RGB", (sum(p.width for p in parts), max(p.height for p in parts)), "white"
    )
    x = 0
    for part in parts:
        whole.paste(part, (x, 0))
        x += part.width
    out = io.BytesIO()
    whole.save(out, "PNG", optimize=True)
    return out.getvalue()
