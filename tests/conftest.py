"""What all tests share."""

from hypothesis import settings

# The first example may wait for numba to compile; CI tries the same examples each time.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
