"""`mmwave dataset export`: a data set in another form."""

from pathlib import Path
from typing import Annotated, Literal

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim.cli._progress import progress
from mmwave_sim.cli._targets import ready_folder


def export(
    place: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="DIR|ADDRESS")],
    /,
    out: Path,
    to: Literal["webdataset", "hdf5"] = "webdataset",
) -> None:
    """Write a data set as WebDataset tar files or as HDF5 files, one for each shard.

    Args:
        place: Folder, or an fsspec address.
        out: Folder of the files; made where it is missing.
        to: Which form.
    """
    from mmwave_sim import dataset

    ready_folder(out, "--out")
    with progress("clips", rate=True) as advance:
        paths = dataset.export(place, out, to, lambda: advance(1))
    for path in paths:
        Console().print(escape(str(path)), soft_wrap=True, highlight=False)
