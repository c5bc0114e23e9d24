"""JupyterLab as the course opens it: ``python -m tools.lab [option …]``.

It listens on this machine alone and insists on a token, whatever the reader's own
configuration of Jupyter says; an option that is given takes the place of the one
here.  The reader's settings of JupyterLab stay.  What the course adds to them, and
which panels and notebooks are open, is kept in the course's own environment.
"""

import json
import os
import secrets
import socket
import sys
from pathlib import Path

from jupyter_server.auth.identity import PasswordIdentityProvider
from jupyter_server.serverapp import aliases
from jupyterlab.labapp import LabApp
from jupyterlab_server.workspaces_handler import WorkspacesManager

ROOT = Path(__file__).resolve().parent.parent
FIRST_LESSON = "notebooks/00_start_here.ipynb"
OWN = Path(sys.prefix) / "share/jupyter/lab"
PORTS = range(8888, 8988)
TOKEN = secrets.token_hex(24)

# JupyterLab asks no questions and fetches nothing.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    }
}
# At first the lesson has the whole width: both side panels are shut.
SHUT = {"collapsed": True, "visible": True, "widgets": []}
WORKSPACE = {
    "data": {"layout-restorer:data": {"left": SHUT, "right": SHUT}},
    "metadata": {"id": "default"},
}


class Insisting(PasswordIdentityProvider):
    """Lets in who has the token.  It is made here, so no configuration empties it."""

    token_generated = True  # the address that Jupyter prints shows it

    @property
    def token(self):
        return TOKEN

    @token.setter
    def token(self, configured):
        pass


def options(given):
    """The options of JupyterLab, those given and those that they leave to the course.

    given   as they follow the job, like ["--port=8899"]
    """
    names = {word.lstrip("-").split("=")[0] for word in given if word[:2] == "--"}
    names = {aliases.get(name, name) for name in names}
    own = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port_retries": 0,
        "ServerApp.sock": "",
        "ServerApp.root_dir": ROOT,
        "ServerApp.identity_provider_class": f"{__name__}.{Insisting.__name__}",
        "ServerApp.answer_yes": True,  # Ctrl-C ends it without a question
        "LabApp.default_url": f"/lab/tree/{FIRST_LESSON}",
        "LabApp.app_settings_dir": OWN / "settings",
        "LabApp.workspaces_dir": OWN / "workspaces",
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.news_url": "",
    }
    if "ServerApp.port" not in names:
        own["ServerApp.port"] = free_port()
    if names & {"IdentityProvider.token", "ServerApp.token"}:
        del own["ServerApp.identity_provider_class"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        own["ServerApp.allow_root"] = True
    left = [f"--{name}={value}" for name, value in own.items() if name not in names]
    return [*left, *given]


def free_port():
    """The first port from 8888 on that nobody listens on; else a SystemExit."""
    for port in PORTS:
        with socket.socket() as probe:
            if os.name != "nt":  # a port that has just been let go counts as free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SystemExit(
        f"Every port from {PORTS[0]} to {PORTS[-1]} is taken; end another "
        "JupyterLab first, or name a port: run.py lab --port=9000."
    )


def prepare():
    """Write the course's settings; the panels only where the reader set none yet."""
    (OWN / "settings").mkdir(parents=True, exist_ok=True)
    (OWN / "settings/overrides.json").write_text(json.dumps(SETTINGS, indent=2))
    (OWN / "workspaces").mkdir(exist_ok=True)
    if not any((OWN / "workspaces").iterdir()):
        WorkspacesManager(OWN / "workspaces").save("default", json.dumps(WORKSPACE))


def main(given):
    prepare()
    LabApp.launch_instance(options(given))


if __name__ == "__main__":
    main(sys.argv[1:])
