"""A JupyterLab server of our own, and a page that drives it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from ast import literal_eval

import nbformat

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "doNotDisturbMode": True,
    },
    # With windowing, cells that are out of sight are not in the page at all.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}
# Ends the server when whoever started it is gone, however it went.
WITH_PARENT = (
    "import os, sys, threading, time\n"
    "parent = os.getppid()\n"
    "def watch():\n"
    "    while os.getppid() == parent: time.sleep(1)\n"
    "    os._exit(0)\n"
    "threading.Thread(target=watch, daemon=True).start()\n"
)
PLAIN = WITH_PARENT + "from jupyterlab.labapp import main; sys.exit(main())"
OWN = (
    "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR",
)  # fmt: skip


def find_browser():
    """The path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )


# The value of an expression in the notebook's kernel.
ASK = """async (expression) => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const asked = kernel.requestExecute(
    {code: '', silent: true, user_expressions: {found: expression}});
  return (await asked.done).content.user_expressions.found.data['text/plain'] }"""


class Server:
    """JupyterLab on a free port of this machine, with nobody's configuration."""

    def __init__(self, folder):
        self.folder = folder
        settings = folder / ".settings"
        settings.mkdir(parents=True)
        (settings / "overrides.json").write_text(json.dumps(SETTINGS))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        own = {name: str(folder / f".{name.lower()}") for name in OWN}
        self.process = subprocess.Popen(
            [
                sys.executable, "-c", PLAIN, "--no-browser", "--allow-root",
                f"--port={port}", "--ServerApp.port_retries=0",
                "--LabApp.expose_app_in_browser=True", "--LabApp.news_url=",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
                f"--LabApp.app_settings_dir={settings}", "--IdentityProvider.token=",
                f"--ServerApp.root_dir={folder}",
            ],
            env={**os.environ, **own, "TQDM_DISABLE": "1"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait()

    def _wait(self):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.url}/api/status", timeout=2)
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("JupyterLab did not start within a minute.")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Notebook:
    """One notebook in the page, run from top to bottom."""

    def __init__(self, server, page):
        self.server, self.page, self.errors = server, page, []
        page.on(
            "console",
            lambda m: self.errors.append(m.text) if m.type == "error" else None,
        )

    def run(self, *cells, name="test"):
        """Write these code cells into a notebook, open it and run all of it."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(c) for c in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(notebook, self.server.folder / f"{name}.ipynb")
        self.open(name)
        return self.run_all()

    def open(self, name):
        self.page.goto(f"{self.server.url}/lab/tree/{name}.ipynb?reset")
        self.page.wait_for_function(
            "() => { const w = window.jupyterapp?.shell?.currentWidget;"
            " return w?.sessionContext?.isReady &&"
            " w.sessionContext.session?.kernel?.status === 'idle' }",
            timeout=60_000,
        )
        self.page.keyboard.press("Control+b")  # the file list only takes room
        return self

    def run_all(self, seconds=120):
        """Run every cell; returns when each code cell has its number."""
        self.command("notebook:clear-all-cell-outputs")  # and the stored numbers
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(
            """() => { const cells = jupyterapp.shell.currentWidget.content.widgets
              .filter(w => w.model.type === 'code');
            return cells.length && cells.every(c => c.model.executionCount > 0) }""",
            timeout=1000 * seconds,
        )
        self.page.wait_for_timeout(700)
        return self

    def restart_and_run(self):
        """Restart the kernel, clear what is shown, and run all again."""
        self.page.evaluate(
            "async () => { await jupyterapp.shell.currentWidget.sessionContext"
            ".session.kernel.restart(); return null }"
        )
        return self.run_all()

    def command(self, name, arguments="{}"):
        self.page.evaluate(
            f"async () => {{ await jupyterapp.commands.execute('{name}', {arguments});"
            " return null }"
        )

    def theme(self, name):
        self.command("apputils:change-theme", f"{{theme: 'JupyterLab {name}'}}")
        self.page.wait_for_timeout(900)

    def ask(self, expression):
        """What an expression of plain values is in the kernel."""
        return literal_eval(self.page.evaluate(ASK, expression))

    def error_outputs(self):
        return self.page.locator(
            ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr'], "
            ".jp-RenderedText[data-mime-type='application/vnd.jupyter.error']"
        ).all_inner_texts()

    def close(self):
        """Shut the kernel down: it would outlive the page."""
        self.page.evaluate(
            "async () => { await window.jupyterapp?.shell?.currentWidget"
            "?.sessionContext?.shutdown(); return null }"
        )


class LabInPage:
    """One lab of a notebook: its controls by their labels, its status, its views."""

    def __init__(self, notebook, place=0):
        self.page = notebook.page
        self.box = self.page.locator(".jp-OutputArea-output .widget-vbox").filter(
            has=self.page.locator("[role=status]")
        ).nth(place)  # fmt: skip
        self.box.wait_for()

    def status(self):
        return self.box.locator("[role=status]").inner_text().strip()

    def preset(self):
        return self.box.get_by_label("preset", exact=True).input_value()

    def shown(self):
        """Everything that is shown, to be compared."""
        return self.box.evaluate(
            "b => [...b.querySelectorAll('svg[role=img], img, table')]"
            ".map(e => e.outerHTML).join() "
            "+ b.querySelector('[role=status]').textContent"
        )

    def sliders(self):
        return self.box.locator(".noUi-handle")

    def boxes(self):
        return self.box.locator("input[type=number]")

    def settle(self, before=None, seconds=20):
        """Wait until what is shown has changed and stands still; returns it."""
        end = time.monotonic() + (1.2 if before is None else seconds)
        last, since = self.shown(), time.monotonic()
        while time.monotonic() < end:
            self.page.wait_for_timeout(60)
            now = self.shown()
            if now != last:
                last, since = now, time.monotonic()
            moved = before is None or now != before
            calm = time.monotonic() - since > 0.25
            if moved and calm and "Training …" not in self.status():
                return now
        return last
