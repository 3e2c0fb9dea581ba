"""`mmwave data fetch`: a real recording for those who have none."""

from pathlib import Path
from typing import Annotated

import tyro
from rich.console import Console

from mmwave_sim import io
from mmwave_sim.cli._progress import progress


def fetch(
    name: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="|".join(io.CATALOGUE))],
    /,
    *,
    out: Path = Path("recordings"),
    base_url: str | None = None,
) -> None:
    """Fetch a public recording, check it against its pinned digest and print its licence.

    Args:
        name: Which recording.
        out: Folder to put it in; files that are there already are kept.
        base_url: Mirror that is asked instead of where the authors published it.
    """
    fetched = _fetch(name, out, base_url)
    console = Console()
    for label, text in (
        ("recording", str(fetched.path)),
        ("licence", fetched.licence),
        ("source", fetched.source),
    ):
        console.print(f"{label}: {text}", soft_wrap=True, highlight=False, markup=False)


def _fetch(name: str, out: Path, base_url: str | None) -> io.Fetched:
    """Fetches with a display of the bytes that have arrived."""
    known = io.CATALOGUE.get(name)
    total = sum(file.size for file in known.files) if known else None
    arrived: dict[str, int] = {}
    with progress(f"fetching {name} (bytes)", total) as advance:

        def count(file: str, now: int, _: int) -> None:
            advance(now - arrived.get(file, 0))
            arrived[file] = now

        return io.fetch(name, out, base_url=base_url, progress=count)
