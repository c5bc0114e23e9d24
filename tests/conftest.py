"""What all tests share."""

import threading

import pytest
from hypothesis import settings

# The first example may wait for numba to compile; CI tries the same examples each time.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture
def without_threads(monkeypatch):
    """No thread can be started, as in a browser (WebAssembly)."""

    def refuse(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
