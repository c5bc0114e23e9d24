"""Compiling the loops that are read as plain Python, where numba is installed.

Functions that call one another are compiled together: each compiled twin sees the
compiled twins of those before it.  Without numba the twins are the functions
themselves; the results agree to rounding.

Machine code is kept on disk in a folder named after the source it was made from, so
that only the first use on a machine compiles and an edited source never meets old
code.  BPCORE_NUMBA=0 switches compilation off.
"""

import hashlib
import inspect
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import FunctionType, SimpleNamespace


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


@cache
def together(functions):
    """The functions by name, compiled where that is possible.

    functions   a tuple in the order of their calls: a function stands after those
                that it calls
    """
    numba = numba_module()
    if numba is None:
        return SimpleNamespace(**{f.__name__: f for f in functions})
    made = {}
    kept, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(_folder(functions))
    try:
        for function in functions:
            twin = FunctionType(
                function.__code__,
                {**function.__globals__, **made},
                function.__name__,
            )
            twin.__module__ = function.__module__
            made[function.__name__] = numba.njit(
                cache=True, nogil=True, error_model="numpy"
            )(twin)
    finally:
        numba.config.CACHE_DIR = kept
    return SimpleNamespace(**made)


def _folder(functions):
    """Where the machine code of just this source belongs."""
    sources = {inspect.getsourcefile(f) for f in functions}
    text = b"".join(Path(s).read_bytes() for s in sorted(sources))
    name = f"bpcore-{hashlib.sha256(text).hexdigest()[:12]}"
    beside = Path(__file__).parent / "__pycache__"
    for parent in (beside, _user_cache(), Path(tempfile.gettempdir())):
        try:
            parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=parent):
                return parent / name
        except OSError:
            continue
    return Path(tempfile.gettempdir()) / name


def _user_cache():
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "bpcore"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "bpcore"
