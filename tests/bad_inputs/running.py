"""Cases in child processes, so that one that hangs or crashes costs only itself."""

import inspect
import json
import os
import resource
import signal
import tempfile
import time
from dataclasses import dataclass, field

from tests.bad_inputs import judging
from tests.bad_inputs.values import ODD, WRONG

SECONDS = 20  # until a call counts as hanging
MANY = 200  # cases of one child at most
MEMORY = 4 * 2**30  # bytes that a child may fill


@dataclass(frozen=True, eq=False)
class Call:
    """A function and right arguments, each of which gives way to odd values.

    room   the row of the table
    name   how the call is written
    make   makes the function, once in each child process
    right  right arguments by name, each a function that makes one
    tried  the arguments that take odd values; all of the signature where None
    says   further words by which a sentence may name what is wrong
    free   arguments that take anything at all, such as a title
    fits   {argument: names of odd values that it takes, though no other does}
    skip   {argument: names of odd values that only mean a lot of work}
    odd    the odd values, where they are not the usual ones
    """

    room: str
    name: str
    make: object
    right: dict = field(default_factory=dict)
    tried: tuple = None
    says: tuple = ()
    free: tuple = ()
    fits: dict = field(default_factory=dict)
    skip: dict = field(default_factory=dict)
    odd: dict = field(default_factory=lambda: ODD)

    @property
    def parameters(self):
        """The names of the arguments."""
        if self.tried:
            return (*self.tried, *self.right)
        kinds = (inspect.Parameter.VAR_KEYWORD,)
        try:
            listed = inspect.signature(self.make()).parameters
        except (TypeError, ValueError):
            return tuple(self.right)
        return tuple(n for n, p in listed.items() if p.kind not in kinds)

    def cases(self):
        """(call, argument, name of the odd value) of every case."""
        tried = self.tried or self.parameters
        return [
            (self, argument, odd)
            for argument in tried
            for odd in self.odd
            if odd not in self.skip.get(argument, ())
        ]

    def called_right(self):
        """Call it with right arguments: compiled loops are ready in every child."""
        return self.make()(**{n: make() for n, make in self.right.items()})

    def run(self, function, argument, odd):
        """(kind, what was said) of one case."""
        arguments = {n: make() for n, make in self.right.items()}
        arguments[argument] = self.odd[odd]()
        return judging.judged(self, argument, odd, function, arguments)

    def takes(self, argument, odd):
        """Whether the argument may take the odd value."""
        fits = argument in self.free or odd in self.fits.get(argument, ())
        return fits or odd not in WRONG


def results(cases, seconds=SECONDS):
    """Yield (call, argument, odd, kind, said) of the cases, whatever they do.

    cases   (call, argument, odd), those of one call side by side
    """
    place = 0
    while place < len(cases):
        some = cases[place : place + MANY]
        told, how = _child(some, seconds)
        yield from ((*case, *one) for case, one in zip(some, told, strict=False))
        place += len(told)
        if len(told) < len(some):
            yield (*some[len(told)], judging.HANG, how)
            place += 1


def _child(cases, seconds):
    """What a child told before it ended or was ended, and how it ended."""
    with tempfile.TemporaryFile() as file:
        child = os.fork()
        if not child:
            _work(cases, file.fileno())
        size, since, ended, how = -1, time.monotonic(), 0, ""
        while not ended and time.monotonic() - since < seconds:
            now = os.fstat(file.fileno()).st_size
            if now != size:
                size, since = now, time.monotonic()
            time.sleep(0.002)
            ended, status = os.waitpid(child, os.WNOHANG)
            how = f"the process ended with status {status}" if ended else ""
        if not ended:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            how = f"nothing came back for {seconds} s"
        file.seek(0)
        return [json.loads(line) for line in file if line.endswith(b"]\n")], how


def _work(cases, told):
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        made, function = None, None
        for call, argument, odd in cases:
            if call is not made:
                made, function = call, call.make()
            kind, said = call.run(function, argument, odd)
            line = json.dumps([kind, said[:500]])
            os.write(told, f"{line}\n".encode())
    finally:
        os._exit(0)
