"""Okabe–Ito colours by what they stand for; each comes with a second cue."""

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
GREY = "#767676"
PALE = "#D9D9D9"
INK = "#212121"  # text
PAPER = "#FFFFFF"  # what everything stands on: in a page the theme's
WHITE = "white"  # in every theme


POSITIVE = BLUE  # weights: solid
NEGATIVE = VERMILION  # weights: dashed

FORWARD = BLUE  # phases; arrows point right
ERROR = VERMILION  # arrows point left
UPDATE = GREEN  # the connection itself is thick

CLASSES = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)
MARKERS = ("o", "s", "^", "D", "v", "P")

SERIES = (BLUE, VERMILION, GREEN, PURPLE)
# Strokes and gaps in widths of the line: solid, dashed, dash-dotted, dotted.
LINES = ((), (3.7, 1.6), (6.4, 1.6, 1, 1.6), (1, 1.65))
