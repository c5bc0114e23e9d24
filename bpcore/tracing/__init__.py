"""One presentation of one tuple, written down: its numbers, steps and worked lines."""

from bpcore.tracing.trace import trace

__all__ = ["trace"]
