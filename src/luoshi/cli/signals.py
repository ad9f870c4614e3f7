"""Signals that ask the program to end. A library may swallow the exception that a signal raises; a note of it stays."""

import signal
from types import FrameType
from typing import NoReturn

TERMINATED = 143
"""Exit status after SIGTERM, as shells give it."""

_asked: list[BaseException] = []


def listen() -> None:
    """Let SIGINT raise KeyboardInterrupt and SIGTERM SystemExit, and note both for ``stop_if_asked``."""
    _asked.clear()
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)


def stop_if_asked() -> None:
    """Raise what a signal asked for, if one came that nobody has obeyed; to be called between files."""
    if _asked:
        raise _asked.pop()


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    asked = SystemExit(TERMINATED) if number == signal.SIGTERM else KeyboardInterrupt()
    _asked.append(asked)
    raise asked
