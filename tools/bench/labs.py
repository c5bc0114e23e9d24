"""How quickly labs answer: key press to painted picture, in a real browser.

``python3 run.py bench labs``, or of some alone: ``run.py bench labs neuron stepper``.
In the same run: the bare echo of a label through the kernel, the labs without the
stage, and ``interact`` with pyplot drawing the same picture after the same training.
"""

import sys
import tempfile
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median, quantiles

from tests.browser.jupyter import ARGUMENTS, Notebook, Server, find_browser
from tools.bench._timing import table
from tools.bench.numbers import goal

MOVES = 50
# Resolves with the milliseconds from the next key press to the end of the last frame it
# causes, every picture in it loaded: the frame that nothing follows for 0.4 s.  With
# ``first`` to the end of the first frame: the picture before training goes on.
MEASURE = """first => new Promise(resolve => {
  let begin = null, last = null, timer = null;
  const root = [...document.querySelectorAll('.jp-CodeCell')].pop();
  const frame = () => new Promise(done => requestAnimationFrame(() => {
    const after = new MessageChannel();  // what is posted now comes when it is painted
    after.port1.onmessage = () => done(performance.now());
    after.port2.postMessage(null);
  }));
  document.addEventListener('keydown', () => { begin = performance.now() },
                            {once: true, capture: true});
  const observer = new MutationObserver(async () => {
    if (begin === null) return;
    let painted = await frame();
    while ([...root.querySelectorAll('img')].some(i => !i.complete))
      painted = await frame();
    last = Math.max(last, painted);
    if (first) { observer.disconnect(); resolve(last - begin); return; }
    clearTimeout(timer);
    timer = setTimeout(() => { observer.disconnect(); resolve(last - begin) }, 400);
  });
  observer.observe(root, {subtree: true, childList: true, characterData: true});
})"""
ECHO = """
import ipywidgets as widgets
slider, label = widgets.IntSlider(0, 0, 100), widgets.Label("0")
slider.observe(lambda change: setattr(label, "value", str(change.new)), "value")
widgets.VBox([slider, label])
"""
# The same picture as a lab shows, as one would write it with pyplot.
PYPLOT = """
%matplotlib inline
import numpy as np, matplotlib.pyplot as plt
from ipywidgets import interact, IntSlider
def network(axes, net, outputs=None):
    places = [[(k, (i + 1) / (n + 1)) for i in range(n)]
              for k, n in enumerate(net.sizes)]
    for k, w in enumerate(net.weights):
        for i, a in enumerate(places[k]):
            for j, b in enumerate(places[k + 1]):
                axes.plot(*zip(a, b), linewidth=min(6, abs(w[i, j])),
                          color="C0" if w[i, j] > 0 else "C1")
    for k, layer in enumerate(places):
        axes.scatter(*zip(*layer), s=500, color="white", edgecolor="black", zorder=3)
        for i, (x, y) in enumerate(layer):
            text = "" if outputs is None else f"{outputs[k][0, i]:.2f}"
            axes.text(x, y, text, ha="center", va="center", fontsize=8, zorder=4)
    axes.axis("off")
"""
INTERACT_PLAYGROUND = """
data = bp.datasets.moons()
def show(k=50):
    net = bp.Network.random((2, 4, 1))
    run = bp.train(net, data.X, data.T, learning_rate=0.1 + k / 100, max_epochs=300,
                   record_every=6)
    figure, (diagram, region, curve, hidden) = plt.subplots(1, 4, figsize=(10.7, 2.7))
    network(diagram, run.network)
    x, y = np.meshgrid(np.linspace(-2, 2, 90), np.linspace(-1.2, 1.2, 90))
    z = run.network.predict(np.stack([x, y], -1).reshape(-1, 2)).reshape(90, 90)
    region.imshow(z, origin="lower", extent=(-2, 2, -1.2, 1.2), aspect="auto")
    region.contour(x, y, z, [0.5])
    region.scatter(*data.X.T, c=data.T[:, 0])
    curve.plot(run.history.loss)
    hidden.scatter(*run.network.outputs(data.X)[1][:, :2].T, c=data.T[:, 0])
    for axes, title in ((region, "region"), (curve, "error"), (hidden, "hidden")):
        axes.set_title(title)
    plt.show()
interact(show, k=IntSlider(50, 0, 100));
"""
INTERACT_DIABETES = """
train, test = bp.datasets.patients().split(seed=1)
scaler = train.scaler()
A, B = scaler.apply(train), scaler.apply(test)
x = scaler.apply(np.array([45.0, 31.0, 130.0]))
def show(k=50):
    net = bp.Network.random((3, 4, 2, 1), seed=1, loss="cross-entropy")
    run = bp.train(net, A.X, A.T, learning_rate=0.01 + k / 1000, max_epochs=100,
                   validation=(B.X, B.T))
    figure, (diagram, curve, table) = plt.subplots(1, 3, figsize=(10.4, 2.9))
    network(diagram, run.network, run.network.outputs(x))
    curve.plot(run.history.loss, label="training")
    curve.plot(run.history.validation_loss, label="test")
    curve.legend()
    yes, T = run.network.predict(B.X)[:, 0] >= 0.5, B.T[:, 0] >= 0.5
    table.table([[np.sum(yes & T), np.sum(~yes & T)],
                 [np.sum(yes & ~T), np.sum(~yes & ~T)]], loc="center")
    table.axis("off")
    plt.show()
    print(run.network.misclassified(B.X, B.T))
interact(show, k=IntSlider(50, 0, 100));
"""
LABS = (
    "neuron", "stepper", "playground", "diabetes", "learning_rate", "convergence",
    "graph", "depth", "through_time", "annealing",
)  # fmt: skip

# Those that show a picture before they train: it is what is timed.
BEFORE = ("depth", "through_time")


def measured(notebook, press, first=False):
    """Milliseconds of so many key presses; ``press(k)`` does the k-th."""
    page, taken = notebook.page, []
    for k in range(MOVES + 3):
        handle = page.evaluate_handle(
            f"() => {{ window.result = ({MEASURE})({str(first).lower()}) }}"
        )
        handle.dispose()
        press(k)
        taken.append(
            page.evaluate(
                "() => Promise.race([window.result,"
                " new Promise(r => setTimeout(() => r(null), 4000))])"
            )
        )
    return [t for t in taken[3:] if t is not None]


def plain(notebook, code):
    """A slider without a lab round it."""
    notebook.run("import bpcore as bp", PYPLOT, code)
    handle = notebook.page.locator(".noUi-handle").first
    handle.focus()
    moves = measured(
        notebook, lambda k: handle.press("ArrowRight" if k % 8 < 4 else "ArrowLeft")
    )
    return moves, []


def of_a_lab(notebook, name, staged):
    """(milliseconds of the moves, (computing, drawing and sending) in Python)."""
    trial = import_module(f"bpcore.labs.{name}").TRIAL
    front = f'import os; os.environ["BPCORE_STAGE"] = "{staged:d}"'
    notebook.run(front, "import bpcore as bp", f"lab = bp.labs.{name}()\nlab")
    page = notebook.page
    page.locator("[role=status]").wait_for()
    page.wait_for_timeout(1500)
    if trial.timed is None:
        moved, keys = page.get_by_role("button", name=trial.pressed[0]), ["Enter"]
    else:
        moved, keys = _slider(page, trial.timed, staged), ["ArrowRight", "ArrowLeft"]
    moved.focus()
    first = staged and name in BEFORE  # core widgets paint their own boxes first
    taken = measured(notebook, lambda k: moved.press(keys[k // 4 % len(keys)]), first)
    spent = notebook.ask("list(lab._timings)[-40:]")
    return taken, [median(column) for column in zip(*spent, strict=True)]


def _slider(page, label, staged):
    if staged:
        return page.get_by_role("slider", name=label).first
    row = page.locator(".widget-hbox").filter(has=page.get_by_label(label, exact=True))
    return row.last.locator(".noUi-handle")


def jobs(names):
    """What is measured, by what it is called; of some labs if names are given."""
    for name in names:
        if name not in LABS:
            raise SystemExit(f"There is no lab {name!r}; there are {', '.join(LABS)}.")
    made = {"echo of a label": lambda notebook: plain(notebook, ECHO)}
    for name in names or LABS:
        for staged, more in ((True, ""), (False, ", no stage")):
            made[name + more] = partial(of_a_lab, name=name, staged=staged)
    if not names:
        made["interact, the playground's"] = lambda n: plain(n, INTERACT_PLAYGROUND)
        made["interact, the patients'"] = lambda n: plain(n, INTERACT_DIABETES)
    return made


def goals(medians):
    """Say which goals were reached, of those that were measured."""
    echo = medians["echo of a label"]
    limits = dict.fromkeys(LABS, 2.5) | {
        "stepper": 1.3,
        "neuron": 2.0,
        "depth": 2.0,
        "through_time": 2.0,
    }
    for name, limit in limits.items():
        if name in medians:
            goal(f"{name} against the echo", medians[name] / echo, limit)
    for name in LABS:
        if name in medians and name not in BEFORE:  # there the two differ in what ends
            ratio = medians[name] / medians[f"{name}, no stage"]
            goal(f"{name} against itself without the stage", ratio, 1.1)
    for name, peer in (
        ("playground", "interact, the playground's"),
        ("diabetes", "interact, the patients'"),
    ):
        if peer in medians:
            goal(f"{peer} against the lab", medians[peer] / medians[name], 3, True)


def main(names=()):
    from playwright.sync_api import sync_playwright

    if find_browser() is None:
        raise SystemExit("No Chromium was found; set CHROMIUM to its path.")
    folder = tempfile.TemporaryDirectory()
    server = Server(Path(folder.name) / "lab")
    head = ("", "median", "p95", "× echo", "computing", "drawing", "transport")
    rows, medians = [head], {}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=ARGUMENTS
            )
            for name, job in jobs(names).items():
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                notebook = Notebook(server, page)
                taken, spent = job(notebook)
                medians[name] = median(taken)
                if spent:  # sending counts as transport
                    spent = [*spent[:2], medians[name] - sum(spent[:2])]
                rows.append(
                    (name, f"{medians[name]:.0f}", f"{quantiles(taken, n=20)[-1]:.0f}",
                     f"{medians[name] / medians['echo of a label']:.2f}",
                     *([f"{ms:.0f}" for ms in spent] or [""] * 3))
                )  # fmt: skip
                print(f"measured {name}: {len(taken)} moves", flush=True)
                notebook.close()
                page.close()
            browser.close()
    finally:
        server.stop()
        folder.cleanup()
    table("Milliseconds from key press to painted picture, and what took them", rows)
    goals(medians)


if __name__ == "__main__":
    main(sys.argv[1:])
