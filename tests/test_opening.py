"""JupyterLab as run.py opens it: for this machine alone, and with a token."""

import json
import os
import socket
import urllib.error
import urllib.request

import pytest

from tests.opened import Opened
from tools import lab


def chosen(given):
    """The options with which JupyterLab is started, and what is no option."""
    words = [word for word in lab.options(given) if word.startswith("--")]
    names = [word.split("=")[0] for word in words]
    assert len(names) == len(set(names)), "an option given is passed once"
    return dict(word[2:].partition("=")[::2] for word in words)


def test_without_options_it_is_for_this_machine_alone():
    options = chosen([])
    assert options["ServerApp.ip"] == "127.0.0.1"
    assert options["LabApp.default_url"].endswith("00_start_here.ipynb")
    assert int(options["ServerApp.port"]) in lab.PORTS


@pytest.mark.parametrize("given", [["--port=8899"], ["--port", "8899"],
                                   ["--ServerApp.port=8899"]])  # fmt: skip
def test_a_port_that_is_given_is_the_only_one(given, monkeypatch):
    monkeypatch.setattr(lab, "PORTS", range(1, 1))  # no other one is looked for
    options = lab.options(given)
    assert options[-len(given) :] == given
    assert sum("port=" in word or word == "--port" for word in options) == 1


@pytest.mark.parametrize(
    ("given", "goes"),
    [
        ("--ip=0.0.0.0", "ServerApp.ip"),
        ("--IdentityProvider.token=x", "ServerApp.identity_provider_class"),
        ("--ServerApp.token=x", "ServerApp.identity_provider_class"),
        ("--notebook-dir=.", "ServerApp.root_dir"),
        ("--LabApp.default_url=/lab", "LabApp.default_url"),
    ],
)
def test_an_option_takes_the_place_of_the_courses(given, goes):
    assert goes in chosen([])
    name, _, value = given[2:].partition("=")
    assert chosen([given]).get(goes) == (value if name == goes else None)


def test_the_token_stands_in_no_list_of_processes():
    assert not any(lab.TOKEN in str(word) for word in lab.options([]))


def test_taken_ports_are_passed_over_and_named_when_all_are(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(lab, "PORTS", range(port, port + 20))
        assert lab.free_port() > port
        monkeypatch.setattr(lab, "PORTS", range(port, port + 1))
        with pytest.raises(SystemExit, match=f"Every port from {port}.* --port=9000"):
            lab.free_port()


def test_panels_are_shut_until_the_reader_says_otherwise(monkeypatch, tmp_path):
    monkeypatch.setattr(lab, "OWN", tmp_path)
    lab.prepare()
    [file] = (tmp_path / "workspaces").iterdir()
    assert json.loads(file.read_text())["data"]["layout-restorer:data"]["left"]
    file.write_text("the reader's")
    lab.prepare()
    assert file.read_text() == "the reader's"


def status(url):
    try:
        return urllib.request.urlopen(url, timeout=10).status
    except urllib.error.HTTPError as fault:
        return fault.code


def test_a_careless_configuration_opens_nothing(tmp_path):
    opened = Opened(tmp_path)
    try:
        assert "/lab/tree/notebooks/00_start_here.ipynb?" in opened.address
        assert len(opened.token) == 48
        api = f"{opened.base}/api/contents/notebooks"
        assert status(api) == 403
        assert status(f"{api}?token=") == 403
        assert status(f"{api}?token={'0' * 48}") == 403
        assert status(f"{api}?token={opened.token}") == 200
        assert status(opened.address) == 200
        port = int(opened.base.rsplit(":", 1)[1])
        with pytest.raises(OSError):  # another address of this machine
            socket.create_connection(("127.0.0.2", port), timeout=2).close()
    finally:
        code = opened.close()
    if os.name != "nt":
        assert code == 0, opened.log.read_text()[-2000:]
