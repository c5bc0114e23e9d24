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

SHADES = ("#8FC3E4", "#F7F7F7", "#F0B48C")  # an output from 0 to 1: blue, vermilion

POSITIVE = BLUE  # weights: solid
NEGATIVE = VERMILION  # weights: dashed

FORWARD = BLUE  # phases; arrows point right
ERROR = VERMILION  # arrows point left
UPDATE = GREEN  # the connection itself is thick

CLASSES = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)
MARKERS = ("o", "s", "^", "D", "v", "P")

SERIES = (BLUE, VERMILION, GREEN, PURPLE)
LINES = ("-", "--", "-.", ":")
