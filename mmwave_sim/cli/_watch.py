"""Progress of the making of clips, with rate and time left."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from mmwave_sim.cli._progress import progress

if TYPE_CHECKING:
    from mmwave_sim.dataset import Watch


@contextmanager
def clips_watched(label: str) -> "Iterator[Watch]":
    """A watch that shows how far the work is; what is tried again gets a line of its own."""
    from mmwave_sim.dataset import Watch

    with ExitStack() as stack:
        advance: Callable[[int], None] = lambda steps: None  # noqa: E731

        def start(missing: int, made: int) -> None:
            nonlocal advance
            if made:
                _say(f"{made} {label} are there already, {missing} are missing")
            advance = stack.enter_context(progress(label, missing, rate=True))

        yield Watch(on_start=start, on_clip=lambda: advance(1), say=_say)


def _say(line: str) -> None:
    Console(stderr=True).print(escape(line), soft_wrap=True, highlight=False)
