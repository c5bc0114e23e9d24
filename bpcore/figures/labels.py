"""Words beside points: clear of one another, of the points and of the axes' sides."""

import numpy as np

from bpcore.figures.plot import TICK
from bpcore.figures.shapes import Words

AWAY = 10.0  # pixels from a point to its words
# Where words may stand, best first: to the right or left, above or below, or level.
SIDES = [(1, -1), (-1, -1), (1, 1), (-1, 1), (1, 0), (-1, 0), (0, -1.6), (0, 1.6)]


def beside(places, texts, frame, points):
    """A text beside each place; those for which there is no room share one at the end.

    places   in pixels, as are the points that no text may cover
    """
    placed, left_over = [], []
    for place, text in zip(places, texts, strict=True):
        tried = [_words(place, text, side, frame) for side in SIDES]
        clear = [w for w in tried if _free(w.box, placed, frame, points)]
        if clear:
            placed.append(clear[0])
        else:
            left_over.append(text)
    if left_over:
        left, _, _, bottom = frame.box
        s = frame.scale
        more = f"+ {len(left_over)} more"
        placed.append(
            Words(left + 6 * s, bottom - 10 * s, more, s * TICK, anchor="start",
                  halo=True)
        )  # fmt: skip
    return placed


def _words(place, text, side, frame):
    across, down = side
    s = frame.scale
    anchor = {1: "start", 0: "middle", -1: "end"}[across]
    x, y = place[0] + across * AWAY * s, place[1] + down * AWAY * s
    return Words(float(x), float(y), text, s * TICK, anchor=anchor, halo=True)


def _free(box, placed, frame, points):
    """Whether nothing is in the box yet, and all of it within the axes."""
    left, top, right, bottom = box
    sides = frame.box
    if left < sides[0] or top < sides[1] or right > sides[2] or bottom > sides[3]:
        return False
    if any(overlap(box, words.box) for words in placed):
        return False
    margin = 4 * frame.scale
    x, y = np.reshape(points, (-1, 2)).T
    inside = (left - margin < x) & (x < right + margin)
    return not (inside & (top - margin < y) & (y < bottom + margin)).any()


def overlap(one, other):
    """Whether two boxes of left, top, right, bottom share a place."""
    return (
        one[0] < other[2] and other[0] < one[2]
        and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip
