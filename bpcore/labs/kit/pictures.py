"""Pictures as labs show and store them."""

import base64
import io
from html import escape


def picture(chart):
    """A chart as HTML: an image of fixed size with its words as alternative text."""
    width, height = chart.canvas.get_width_height()
    data = base64.b64encode(chart.jpeg()).decode()
    return (
        f'<img src="data:image/jpeg;base64,{data}" width="{width}" height="{height}" '
        f'alt="{escape(chart.words())}" decoding="sync" '
        'style="display:block;max-width:100%">'
    )


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
