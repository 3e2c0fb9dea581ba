"""`mmwave dataset info`: what a data set is, in a few lines."""

from typing import Annotated

import tyro
from rich.console import Console
from rich.markup import escape


def info(
    place: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="DIR|ADDRESS")], /
) -> None:
    """Show what a data set is made of, how much of it there is, and what a clip holds.

    Args:
        place: Folder, or an fsspec address.
    """
    from mmwave_sim.dataset import Dataset

    data = Dataset(place)
    identity = data.identity
    lines = [
        ("specification", identity.specification.name),
        ("clips", f"{len(data)} of {identity.clips}"),
        ("seeds", ", ".join(f"{one.dataset_seed} ({one.clips})" for one in identity.members)),
        ("code", identity.code),
        ("kinds", ", ".join(one.name for one in identity.specification.kinds)),
        ("radars", ", ".join(one.name for one in identity.specification.radars)),
        ("licence", identity.specification.licence or "none stated"),
    ]
    if len(data):
        arrays = data[0].arrays.items()
        lines += [(name, f"{one.dtype} {one.shape}") for name, one in arrays]
    for name, value in lines:
        Console().print(escape(f"{name}: {value}"), soft_wrap=True, highlight=False)
