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
def progress(
    label: str, total: int | None = None, *, rate: bool = False
) -> Iterator[Callable[[int], None]]:
    """Shows how far a piece of work is, once it has lasted for two seconds.

    Args:
        label: What is being done.
        total: Number of steps, where it is known.
        rate: Whether lines off a terminal also say steps per second and, where the total is known,
            the time left. A bar on a terminal says the time left in any case.

    Yields:
        A function to call with the number of steps done since the last call.
    """
    display = _Display(label, total, rate)
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

    def __init__(self, label: str, total: int | None, rate: bool = False) -> None:
        self._label, self._total, self._done = label, total, 0
        self._rate = rate
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
                self._bar = _bar(self._label, self._total, self._done, self._rate)
            else:
                self._line()

    def advance(self, steps: int) -> None:
        """Counts steps that are done."""
        with self._lock:
            self._done += steps
            if self._bar is not None:
                pace = f"{self._done / max(self._elapsed_s(), 1e-9):.3g} a second"
                self._bar.update(self._bar.task_ids[0], advance=steps, pace=pace)
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
        line = f"{self._label}: {self._done}{of}, {elapsed_s:.0f} s{self._pace(elapsed_s)}"
        print(line, file=sys.stderr, flush=True)
        self._next_line_s = 2 * elapsed_s

    def _pace(self, elapsed_s: float) -> str:
        """Rate and time left, where they are wanted and known."""
        if not self._rate or not self._done:
            return ""
        per_s = self._done / elapsed_s
        left = "" if self._total is None else f", {(self._total - self._done) / per_s:.0f} s left"
        return f", {per_s:.3g} a second{left}"

    def _elapsed_s(self) -> float:
        return time.monotonic() - self._start_s


def _bar(label: str, total: int | None, done: int, rate: bool = False) -> "Progress":
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    columns = Progress.get_default_columns()
    if rate:
        columns = (*columns, TextColumn("{task.fields[pace]}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(label, total=total, completed=done, pace="")
    bar.start()
    return bar
