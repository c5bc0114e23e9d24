"""Pictures: pure functions and persistent charts, from numbers to SVG and Figures."""

from importlib import import_module

# Now, and by its name: the folder that holds it bears the same one.
from bpcore.figures.diagram.svg import diagram  # noqa: F401

# public name -> the module that holds it
_WHERE = {
    "ConfusionMatrix": "charts.confusion_matrix",
    "DecisionRegion": "charts.decision_region",
    "Diagram": "diagram.picture",
    "ErrorCurve": "charts.error_curve",
    "HiddenSpace": "charts.hidden_space",
    "Histograms": "charts.histograms",
    "LayerBars": "charts.layer_bars",
    "OneWeight": "charts.error_surface",
    "Passage": "pictures",
    "RateMap": "charts.rate_map",
    "SigmoidCurve": "charts.sigmoid_curve",
    "Spread": "charts.spread",
    "TablePicture": "pictures",
    "TwoWeights": "charts.error_surface",
    "diagram_figure": "diagram.painter",
    "show": "showing",
}
__all__ = sorted(["diagram", *_WHERE])


def __getattr__(name):
    if name not in _WHERE:
        raise AttributeError(f"module 'bpcore.figures' has no attribute {name!r}")
    value = getattr(import_module(f"bpcore.figures.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__():
    return __all__
