"""Compiling the loops that are read as plain Python, where numba is installed.

Functions that call one another are compiled together: each compiled twin sees the
compiled twins of those before it.  Without numba the twins are the functions
themselves; the results agree to rounding.

Machine code is kept on disk in a folder named after the source it was made from, so
that only the first use on a machine compiles and an edited source never meets old
code.  Who can write there decides what we run, so it is a folder of the user's alone,
or there is none.  BPCORE_NUMBA=0 switches compilation off.
"""

import hashlib
import inspect
import os
import stat
import sys
import tempfile
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FunctionType, SimpleNamespace

SETTINGS = threading.Lock()  # numba's: they hold for all threads at once


@cache
def numba_module():
    """numba, or None where it is missing, broken or switched off."""
    if os.environ.get("BPCORE_NUMBA", "1") == "0":
        return None
    if any(name.startswith("BINDER_") for name in os.environ):
        # Binder builds the image, and with it the stored code, on another CPU.
        os.environ.setdefault("NUMBA_CPU_NAME", "generic")
    try:
        import numba
    except Exception:  # numba raises what it likes when numpy is too new for it
        return None
    return None if numba.config.DISABLE_JIT else numba


def compiles():
    """Whether training runs compiled."""
    return numba_module() is not None


def together(functions):
    """The functions by name, compiled where that is possible.

    functions   a tuple in the order of their calls: a function stands after those
                that it calls
    """
    with SETTINGS:
        return _together(functions)


@cache
def _together(functions):
    numba = numba_module()
    if numba is None:
        return SimpleNamespace(**{f.__name__: f for f in functions})
    made, folder = {}, _folder(functions)
    compiled = numba.njit(cache=folder is not None, nogil=True, error_model="numpy")
    kept, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(folder or "")
    try:
        for function in functions:
            twin = FunctionType(
                function.__code__,
                {**function.__globals__, **made},
                function.__name__,
            )
            twin.__module__ = function.__module__
            made[function.__name__] = compiled(twin)
    finally:
        numba.config.CACHE_DIR = kept
    return SimpleNamespace(**made)


def _folder(functions):
    """Where the machine code of just this source belongs; None if nowhere."""
    sources = {inspect.getsourcefile(f) for f in functions}
    text = b"".join(Path(s).read_bytes() for s in sorted(sources))
    name = f"bpcore-{hashlib.sha256(text).hexdigest()[:12]}"
    for place in (_beside, _user_cache, tempfile.gettempdir):
        with suppress(OSError, RuntimeError):  # no home, or no right to write there
            folder = Path(place()).absolute() / name
            for path in (*reversed(folder.parents), folder):
                if not path.exists():
                    path.mkdir(mode=0o700, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
            if _is_ours_alone(folder):
                return folder
    return None


def _beside():
    return Path(__file__).parent / "__pycache__"


def _user_cache():
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "bpcore"
    given = os.environ.get("XDG_CACHE_HOME")
    return Path(given or Path.home() / ".cache") / "bpcore"


def _is_ours_alone(folder):
    """Whether nobody else can look into a folder, or lay another in its place."""
    if os.name == "nt":
        return True  # the folders above are the user's own there
    here = folder.lstat()  # of a link, the link
    above = [path.stat().st_mode for path in folder.resolve().parents]
    return (
        stat.S_ISDIR(here.st_mode)
        and here.st_uid == os.geteuid()
        and not here.st_mode & 0o077
        and all(not mode & 0o022 or mode & stat.S_ISVTX for mode in above)
    )
