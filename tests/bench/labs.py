"""How quickly labs answer: key press to painted picture, in a real browser.

``python3 run.py bench labs``.  In the same run: the bare echo of a label through the
kernel, and ``interact`` with pyplot drawing the same picture after the same training.
"""

import tempfile
from pathlib import Path
from statistics import median, quantiles

from tests.bench._timing import table
from tests.bench.numbers import goal
from tests.browser.jupyter import ARGUMENTS, LabInPage, Notebook, Server, find_browser

MOVES = 50
# Resolves with the milliseconds from the next key press to the last paint it causes:
# the one that nothing follows for 0.4 s.
MEASURE = """() => new Promise(resolve => {
  let begin = null, last = null, timer = null;
  const root = [...document.querySelectorAll('.jp-CodeCell')].pop();
  document.addEventListener('keydown', () => { begin = performance.now() },
                            {once: true, capture: true});
  const observer = new MutationObserver(async () => {
    if (begin === null) return;
    for (const image of root.querySelectorAll('img')) {
      try { await image.decode() } catch {}
    }
    requestAnimationFrame(() => { last = performance.now() });
    clearTimeout(timer);
    timer = setTimeout(() => { observer.disconnect(); resolve(last - begin) }, 400);
  });
  observer.observe(root, {subtree: true, childList: true, characterData: true});
  window.measuring = true;
})"""
ECHO = """
import ipywidgets as widgets
slider, label = widgets.IntSlider(0, 0, 100), widgets.Label("0")
slider.observe(lambda change: setattr(label, "value", str(change.new)), "value")
widgets.VBox([slider, label])
"""
INTERACT_PLAYGROUND = """
%matplotlib inline
import numpy as np, matplotlib.pyplot as plt
from ipywidgets import interact, IntSlider
data = bp.datasets.moons()
def show(k=50):
    net = bp.Network.random((2, 4, 1))
    run = bp.train(net, data.X, data.T, learning_rate=0.1 + k / 100, max_epochs=300,
                   record_every=5)
    figure, (region, curve, hidden) = plt.subplots(1, 3, figsize=(8, 2.7))
    x, y = np.meshgrid(np.linspace(-2, 2, 90), np.linspace(-1.2, 1.2, 90))
    z = run.network.predict(np.stack([x, y], -1).reshape(-1, 2)).reshape(90, 90)
    region.imshow(z, origin="lower", extent=(-2, 2, -1.2, 1.2), aspect="auto")
    region.contour(x, y, z, [0.5])
    region.scatter(*data.X.T, c=data.T[:, 0])
    curve.plot(run.history.loss)
    hidden.scatter(*run.network.outputs(data.X)[1][:, :2].T, c=data.T[:, 0])
    plt.show()
interact(show, k=IntSlider(50, 0, 100));
"""
INTERACT_DIABETES = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import interact, IntSlider
train, test = bp.datasets.patients().split(seed=1)
A, B = train.scaler().apply(train), train.scaler().apply(test)
def show(k=50):
    net = bp.Network.random((3, 4, 2, 1), seed=1, loss="cross-entropy")
    run = bp.train(net, A.X, A.T, learning_rate=0.01 + k / 1000, max_epochs=100,
                   validation=(B.X, B.T))
    figure, curve = plt.subplots(figsize=(3.5, 2.9))
    curve.plot(run.history.loss, label="training")
    curve.plot(run.history.validation_loss, label="test")
    curve.legend()
    plt.show()
    print(run.network.misclassified(B.X, B.T))
interact(show, k=IntSlider(50, 0, 100));
"""
# lab: the label of the slider that is moved; None for the Next button
MOVED = {
    "neuron": "w₁",
    "stepper": None,
    "playground": "rate l",
    "diabetes": "rate l",
    "learning_rate": "rate l",
    "convergence": "every |Δ| below",
}


def measured(notebook, press):
    """Milliseconds of so many key presses; ``press(k)`` does the k-th."""
    page, taken = notebook.page, []
    for k in range(MOVES + 3):
        page.evaluate("() => { window.measuring = false }")
        handle = page.evaluate_handle(f"() => {{ window.result = ({MEASURE})() }}")
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
    notebook.run("import bpcore as bp", code)
    handle = notebook.page.locator(".noUi-handle").first
    handle.focus()
    return measured(
        notebook, lambda k: handle.press("ArrowRight" if k % 8 < 4 else "ArrowLeft")
    )


def of_a_lab(notebook, name, label):
    """(milliseconds of the moves, (drawing and computing, sending) seconds)."""
    notebook.run("import bpcore as bp", f"lab = bp.labs.{name}()\nlab")
    lab = LabInPage(notebook)
    lab.settle()
    if label is None:
        button = lab.box.get_by_role("button", name="Next ▶")
        button.focus()
        return measured(notebook, lambda k: button.press("Enter"))
    row = lab.box.locator(".widget-hbox").filter(
        has=notebook.page.get_by_label(label, exact=True)
    )
    handle = row.last.locator(".noUi-handle")
    handle.focus()
    return measured(
        notebook, lambda k: handle.press("ArrowRight" if k % 8 < 4 else "ArrowLeft")
    )


def in_python(name, label):
    """Milliseconds of drawing (training included) in one move, without a browser."""
    import bpcore as bp

    lab = getattr(bp.labs, name)()
    lab.wait()
    taken = []
    control = next((c for c in lab.controls.values() if c.label == label), None)
    for k in range(20):
        if control is None:
            lab.controls["next"].press()
        else:
            control.value = control.check(control.value * (1.05 if k % 2 else 0.97))
        lab.wait()
        taken.append(1000 * lab.timing["draw"])
    return median(taken)


def main():
    from playwright.sync_api import sync_playwright

    if find_browser() is None:
        raise SystemExit("No Chromium was found; set CHROMIUM to its path.")
    folder = tempfile.TemporaryDirectory()
    server = Server(Path(folder.name) / "lab")
    rows, medians = [("", "median ms", "p95 ms", "× echo", "drawing ms")], {}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=ARGUMENTS
            )
            jobs = {"echo of a label": lambda n: plain(n, ECHO)}
            for name, label in MOVED.items():
                jobs[name] = lambda n, name=name, label=label: of_a_lab(n, name, label)
            jobs["interact, the playground's"] = lambda n: plain(n, INTERACT_PLAYGROUND)
            jobs["interact, the patients'"] = lambda n: plain(n, INTERACT_DIABETES)
            for name, job in jobs.items():
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                notebook = Notebook(server, page)
                taken = job(notebook)
                medians[name] = median(taken)
                drawing = f"{in_python(name, MOVED[name]):.0f}" if name in MOVED else ""
                rows.append(
                    (name, f"{medians[name]:.0f}", f"{quantiles(taken, n=20)[-1]:.0f}",
                     f"{medians[name] / medians['echo of a label']:.2f}", drawing)
                )  # fmt: skip
                print(f"measured {name}: {len(taken)} moves", flush=True)
                notebook.close()
                page.close()
            browser.close()
    finally:
        server.stop()
        folder.cleanup()
    table("Key press to painted picture; the rest of a move is transport", rows)
    echo = medians["echo of a label"]
    for name, limit in (("stepper", 1.3), ("playground", 2.5), ("diabetes", 2.5)):
        goal(f"{name} against the echo", medians[name] / echo, limit)
    for name, peer in (
        ("playground", "interact, the playground's"),
        ("diabetes", "interact, the patients'"),
    ):
        goal(f"{peer} against the lab", medians[peer] / medians[name], 3, True)


if __name__ == "__main__":
    main()
