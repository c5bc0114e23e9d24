"""Words that keep clear: beside points, and as a note in a corner of the axes."""

import numpy as np

from bpcore.figures.plot import TICK
from bpcore.figures.shapes import Dots, Words

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


def in_a_corner(frame, text, shapes):
    """Lines of text as words in that corner of the axes where least is in their way.

    shapes   what the corner is to be free of
    """
    lines = text.splitlines()
    taken = np.concatenate([np.zeros((0, 2)), *map(_stations, shapes)])
    best, least = [], np.inf
    for corner in ((True, True), (True, False), (False, False), (False, True)):
        words = list(_cornered(frame, lines, *corner))
        boxes = np.array([w.box for w in words]).reshape(-1, 4)
        apart = [*(boxes[:, :2].T - 5), *(boxes[:, 2:].T + 5)]
        left, top, right, bottom = (side[:, None] for side in apart)
        x, y = taken.T
        hits = ((left < x) & (x < right) & (top < y) & (y < bottom)).sum()
        if hits < least:
            best, least = words, hits
    return best


def _cornered(frame, lines, to_right, at_top):
    """Lines of text in a corner of the axes."""
    left, top, right, bottom = frame.box
    s = frame.scale
    for k, line in enumerate(lines):
        y = top + s * (12 + 17 * k)
        if not at_top:
            y = bottom - s * (12 + 17 * (len(lines) - 1 - k))
        x, anchor = (right - 5 * s, "end") if to_right else (left + 7 * s, "start")
        yield Words(x, y, line, s * TICK, anchor=anchor, halo=True)


def _stations(shape):
    """Points along a line, near enough to each other, or the points of dots."""
    points = shape.points
    if isinstance(shape, Dots) or len(points) < 2:
        return points
    shares = np.linspace(0, 1, 1 + 800 // len(points))[:, None, None]
    return (points[:-1] + shares * np.diff(points, axis=0)).reshape(-1, 2)
