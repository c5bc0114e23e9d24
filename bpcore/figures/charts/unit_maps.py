"""What each hidden unit answers everywhere in the plane, as small maps."""

import numpy as np

from bpcore import activations as act
from bpcore import theme
from bpcore.figures import given
from bpcore.figures.charts.decision_region import between
from bpcore.figures.pictures import Picture, encoded
from bpcore.figures.svg_painter import bitmap

ACROSS = 24  # points at which a unit is asked, each way
MOST = 16


class UnitMaps(Picture):
    """A small map a unit of the last hidden layer: blue where it gives little.

    net     a ``Network`` with two inputs or more; those beyond two are held at 0
    edges   left, right, bottom, top of the plane
    size    pixels of a map
    """

    def __init__(self, net, edges, size=52):
        given.network(net, net.sizes[0], net.sizes[-1])
        hidden = net.units(len(net.sizes) - 2) if net.sizes[1:-1] else ()
        self.units = list(hidden)[:MOST]
        self.size = size
        left, right, bottom, top = edges
        grid = np.zeros((ACROSS * ACROSS, net.sizes[0]))
        across, down = (
            np.linspace(*ends, ACROSS) for ends in ((left, right), (top, bottom))
        )
        grid[:, :2] = np.stack(np.meshgrid(across, down), -1).reshape(-1, 2)
        outputs = net.outputs(grid)[-2][:, : len(self.units)] if self.units else None
        self.maps = [] if outputs is None else list(outputs.T)
        low, high = act.ACTIVATIONS[act.KINDS[net.hidden]].range
        self.range = low, high

    def html(self):
        maps = "".join(
            f'<figure style="margin:0"><img src="{bitmap(between(self._share(m)))}" '
            f'width="{self.size}" height="{self.size}" alt="{self._told(j, m)}" '
            f'style="display:block;border:1px solid {theme.FRAME}"><figcaption '
            f'style="font-size:11px;text-align:center;color:{theme.FAINT}">{j}'
            "</figcaption></figure>"
            for j, m in zip(self.units, self.maps, strict=True)
        )
        return f'<div style="display:flex;flex-wrap:wrap;gap:4px">{maps}</div>'

    def png(self, level=1):
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        from bpcore.figures.figure_painter import DPI, POINT

        wide, tall = self.size + 4, self.size + 16  # a number stands under each map
        count = max(len(self.maps), 1)
        figure = Figure(figsize=(count * wide / DPI, tall / DPI), dpi=DPI)
        FigureCanvasAgg(figure)
        side = self.size / tall
        for n, (j, m) in enumerate(zip(self.units, self.maps, strict=True)):
            axes = figure.add_axes(
                [n / count, 1 - side, self.size / wide / count, side],
                xticks=[], yticks=[],
            )  # fmt: skip
            shade = between(self._share(m))
            axes.imshow(shade.palette[shade.pixels], interpolation="bilinear")
            middle = (n + 0.5 * self.size / wide) / count
            figure.text(middle, 2 / tall, str(j), ha="center", fontsize=11 * POINT)
        figure.canvas.draw()
        return encoded(figure, compress_level=level)

    def words(self):
        if not self.maps:
            return "No hidden unit to show."
        pairs = zip(self.units, self.maps, strict=True)
        return " ".join(self._told(j, m) for j, m in pairs)

    def _told(self, j, m):
        return f"Unit {j}: from {m.min():.2f} to {m.max():.2f} over the plane."

    def _share(self, m):
        """Outputs as shares of their range, or of their largest where it has no end."""
        low, high = self.range
        low = low if np.isfinite(low) else min(m.min(), 0.0)
        high = high if np.isfinite(high) else max(m.max(), low + 1e-9)
        return ((m - low) / (high - low)).reshape(ACROSS, ACROSS)
