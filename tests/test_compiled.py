"""Compiling: where machine code is kept, and what it leaves as it was."""

import os
import stat
import threading
from pathlib import Path

import pytest

from bpcore import compiled

numba = pytest.importorskip("numba")
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


def add_one(x):
    return x + 1


@pytest.fixture
def places(tmp_path, monkeypatch):
    """The three places where code may be kept, all in a folder of this test's."""
    tmp_path.chmod(0o755)
    monkeypatch.setattr(compiled, "_beside", lambda: tmp_path / "beside")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(compiled.tempfile, "gettempdir", lambda: str(tmp_path / "temp"))
    monkeypatch.setattr(compiled.sys, "platform", "linux")
    for name in ("beside", "temp"):
        (tmp_path / name).mkdir(mode=0o755)
    return tmp_path


def kept():
    """The folder that is found, named from the test's; None if there is none."""
    folder = compiled._folder((add_one,))
    return folder and folder.parent


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@POSIX
def test_a_folder_that_is_made_is_closed_to_others(places, monkeypatch):
    before = os.umask(0)
    try:
        assert kept() == places / "beside"
        [folder] = (places / "beside").iterdir()
        monkeypatch.setattr(compiled, "_beside", lambda: places / "file/beside")
        (places / "file").touch()
        assert kept() == places / "cache/bpcore"
    finally:
        os.umask(before)
    [there] = (places / "cache/bpcore").iterdir()
    for made in (folder, places / "cache", places / "cache/bpcore", there):
        assert mode(made) == 0o700


@POSIX
@pytest.mark.parametrize("open_to", [0o770, 0o777, 0o757, 0o705, 0o1777])
def test_a_folder_that_others_can_use_is_passed_over(places, open_to):
    compiled._folder((add_one,)).chmod(open_to)
    assert kept() == places / "cache/bpcore"


@POSIX
@pytest.mark.parametrize(
    ("above", "passed"),
    [(0o777, True), (0o775, True), (0o1777, False), (0o755, False)],
)
def test_a_folder_that_others_can_put_another_in_place_of(places, above, passed):
    (places / "beside").chmod(above)
    assert (kept() != places / "beside") == passed


@POSIX
def test_a_folder_of_somebody_elses_is_passed_over(places, monkeypatch):
    planted = compiled._folder((add_one,))
    (planted / "planted").touch()
    me = os.geteuid()
    real = Path.lstat

    def lstat(path):
        seen = list(real(path))
        if path == planted:
            seen[stat.ST_UID] = me + 1
        return os.stat_result(seen)

    monkeypatch.setattr(Path, "lstat", lstat)
    assert kept() == places / "cache/bpcore"


@POSIX
def test_a_link_is_passed_over(places):
    folder = compiled._folder((add_one,))
    folder.rename(places / "elsewhere")
    folder.symlink_to(places / "elsewhere")
    assert kept() == places / "cache/bpcore"


def test_home_is_asked_only_where_it_is_needed(places, monkeypatch):
    def home():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", home)
    monkeypatch.setattr(compiled, "_beside", lambda: places / "file/beside")
    (places / "file").touch()
    assert kept() == places / "cache/bpcore"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert kept() == places / "temp"


def test_where_nothing_can_be_kept_it_compiles_all_the_same(places, monkeypatch):
    for name in ("beside", "temp"):
        (places / name).rmdir()
    for name in ("beside", "cache", "temp"):
        (places / name).touch()
    assert kept() is None
    twin = compiled._together.__wrapped__((add_one,)).add_one
    assert (twin(1), twin.signatures != []) == (2, True)
    assert twin._cache.cache_path is None
    assert sorted(p.name for p in places.iterdir()) == ["beside", "cache", "temp"]


def test_two_threads_leave_numbas_settings_as_they_were(places, monkeypatch):
    first_in, second_in, first_out = (threading.Event() for _ in range(3))
    real = numba.njit

    def njit(**how):
        def compile(function):
            if first_in.is_set():
                second_in.set()
                first_out.wait(5)
            first_in.set()
            second_in.wait(0.5)  # in vain where the second has to wait
            return real(**how)(function)

        return compile

    def second():
        first_in.wait(5)
        compiled.together((add_one, add_one))

    monkeypatch.setattr(numba, "njit", njit)
    before = numba.config.CACHE_DIR
    thread = threading.Thread(target=second)
    thread.start()
    compiled.together((add_one,))
    first_out.set()
    thread.join()
    assert numba.config.CACHE_DIR == before
