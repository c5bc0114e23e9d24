"""How a lab is laid out: controls on top, pictures, the sentence, more pictures."""

import re
from html import escape

import ipywidgets as widgets

from bpcore import theme
from bpcore.notation import named

WRAP = {"display": "flex", "flex_flow": "row wrap"}


def arrange(title, controls, pictures, status, foot, below):
    """The box of a lab; rows wrap where the page is narrow.

    controls   rows of (label, widgets)
    pictures   a widget a row; the status line stands under the first
    status     the widget of the status line
    foot       a row of widgets; below: widgets under it
    """
    head = widgets.HTML(
        '<div style="font-weight:600;font-size:1.08em;'
        f'color:{theme.INK}">{escape(title)}</div>'
    )
    first, *others = pictures
    return widgets.VBox(
        [
            head,
            *[_row([_label(label), *row], "center", "2px 14px")
              for label, row in controls],
            first, status, *others,
            _row(foot, "center", "2px 10px"),
            *below,
        ],
        layout={"max_width": "1240px", "padding": "4px 0"},
    )  # fmt: skip


def status_line(words, share=None):
    """HTML of the sentence on what a lab shows; its height stays the same.

    share   how much of a long run is done, from 0 to 1, as a thin bar
    """
    bar = (
        ""
        if share is None
        else '<div style="position:absolute;left:0;bottom:0;height:3px;'
        f"background:{theme.ACCENT};"
        f'width:{100 * share:.0f}%"></div>'
    )
    return (
        '<div role="status" aria-live="polite" style="position:relative;'
        "min-height:calc(3em + 4px);line-height:1.5;padding:2px 8px;"
        "box-sizing:border-box;"
        f"border-left:4px solid {theme.ACCENT};"
        f'color:{theme.INK}">'
        f"{_level(named(words))}{bar}</div>"
    )


def _level(html):
    """Indices that make no line higher than another."""
    return re.sub("<(su[bp])>", r'<\1 style="line-height:0">', html)


def warning(fault):
    """What the status line says of an exception: the reader's fault, or ours."""
    if isinstance(fault, ValueError | TypeError):
        return f"⚠ {fault}"
    return (
        f"⚠ Something went wrong here ({type(fault).__name__}: {fault}). Move a "
        "control or press Reset; the lab goes on."
    )


def _row(children, align, gap):
    return widgets.HBox(
        children, layout={**WRAP, "align_items": align, "grid_gap": gap}
    )


def _label(words):
    return widgets.HTML(
        '<div style="min-width:5.2em;font-weight:600;'
        f'color:{theme.FAINT}">{escape(words)}</div>'
    )
