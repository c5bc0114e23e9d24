"""JupyterLab as ``run.py`` opens it, for a reader whose configuration is careless."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.jupyter import OWN, WITH_PARENT

ROOT = Path(__file__).resolve().parent.parent
LAB = WITH_PARENT + (
    "from pathlib import Path\n"
    "from tools import lab\n"
    "lab.OWN = Path(sys.argv[1])\n"
    "lab.main(sys.argv[2:])\n"
)
CARELESS = """
c.ServerApp.ip = "0.0.0.0"
c.ServerApp.token = ""
c.IdentityProvider.token = ""
c.ServerApp.password = ""
c.ServerApp.root_dir = "/"
c.ServerApp.open_browser = False
c.ServerApp.identity_provider_class = "jupyter_server.auth.identity.IdentityProvider"
"""


class Opened:
    """A running JupyterLab: its .base, its .token, and the .address it prints."""

    def __init__(self, folder, *options):
        variables = {name: str(folder / name.lower()) for name in OWN}
        configuration = Path(variables["JUPYTER_CONFIG_DIR"])
        configuration.mkdir(exist_ok=True)
        for name in ("jupyter_server_config.py", "jupyter_lab_config.py"):
            (configuration / name).write_text(CARELESS)
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", LAB, folder / "own", *options],
                cwd=ROOT, env={**os.environ, **variables}, stdout=log, stderr=log,
            )  # fmt: skip
        self.address = self._address()
        self.base, self.token = re.match(
            r"(http://[^/]*)/.*token=(\w*)", self.address
        ).groups()

    def _address(self):
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            found = re.search(r"http://127.0.0.1:\S*token=\w+", self.log.read_text())
            if found:
                return found[0]
            time.sleep(0.1)
        raise AssertionError(self.log.read_text()[-3000:])

    def close(self):
        """End it as Ctrl-C does; returns its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)  # a busy machine takes its time
