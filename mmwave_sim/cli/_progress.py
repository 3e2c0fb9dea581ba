"""Progress on stderr: silent for two seconds, then a bar on a terminal, or a line now and then."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")

QUIET_S: Final = 2.0
"""Work that ends sooner than this shows nothing."""


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Shows how far a piece of work is, once it has lasted for two seconds.

    Args:
        label: What is being done.
        total: Number of steps, where it is known.

    Yields:
        A function to call with the number of steps done since the last call.
    """
    display = _Display(label, total)
    timer = threading.Timer(QUIET_S, display.show)
    timer.daemon = True
    timer.start()
    try:
        yield display.advance
    finally:
        timer.cancel()
        display.close()


def track(items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
    """Yields the items, showing how many are done once that has lasted for two seconds.

    Args:
        items: What is worked on.
        label: What is being done.
        total: Number of items, where they cannot say it.
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    with progress(label, total) as advance:
        for item in items:
            yield item
            advance(1)


class _Display:
    """The state of one piece of work; the timer's thread and the worker's both touch it."""

    def __init__(self, label: str, total: int | None) -> None:
        self._label, self._total, self._done = label, total, 0
        self._start_s = time.monotonic()
        self._next_line_s = float("inf")
        self._bar: Progress | None = None
        self._closed = False
        self._lock = threading.Lock()

    def show(self) -> None:
        """Starts to show something."""
        with self._lock:
            if self._closed:
                return
            if sys.stderr.isatty():
                self._bar = _bar(self._label, self._total, self._done)
            else:
                self._line()

    def advance(self, steps: int) -> None:
        """Counts steps that are done."""
        with self._lock:
            self._done += steps
            if self._bar is not None:
                self._bar.advance(self._bar.task_ids[0], steps)
            elif self._elapsed_s() >= self._next_line_s:
                self._line()

    def close(self) -> None:
        """Takes the bar away."""
        with self._lock:
            self._closed = True
            if self._bar is not None:
                self._bar.stop()

    def _line(self) -> None:
        """Prints one line; the next one is due when twice as much time has passed."""
        elapsed_s = self._elapsed_s()
        of = "" if self._total is None else f" of {self._total}"
        print(f"{self._label}: {self._done}{of}, {elapsed_s:.0f} s", file=sys.stderr, flush=True)
        self._next_line_s = 2 * elapsed_s

    def _elapsed_s(self) -> float:
        return time.monotonic() - self._start_s


def _bar(label: str, total: int | None, done: int) -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task(label, total=total, completed=done)
    bar.start()
    return bar
