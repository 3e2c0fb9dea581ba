"""`export`: a data set as WebDataset tar files, or as HDF5 files."""

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Literal, get_args

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.reading import Dataset, Sample
from mmwave_sim.dataset.shards import ShardPlan, plan_of, refused

ExportFormat = Literal["webdataset", "hdf5"]

SUFFIXES: Final[dict[str, str]] = {"webdataset": ".tar", "hdf5": ".h5"}


def export(
    place: str,
    out: Path,
    form: ExportFormat,
    on_clip: Callable[[], None] = lambda: None,
) -> tuple[Path, ...]:
    """Writes a file for each shard.

    WebDataset: for each clip `NNNNNNNN.<array>.npy` and `NNNNNNNN.json`, its row. HDF5: a data set
    for each array with the clip as its first axis, `rows` with a row's JSON for each clip; axes and
    meanings are attributes.

    Args:
        place: The data set.
        out: Folder of the files; made if it is missing.
        form: Which.
        on_clip: Called after each clip.

    Raises:
        InputError: The form is unknown, the data set is not complete, or the folder cannot be
            written.
    """
    if form not in get_args(ExportFormat):
        raise InputError(
            expected=f"a form of {', '.join(get_args(ExportFormat))}",
            found=repr(form)[:60],
            do="choose one",
        )
    data = Dataset(place)
    if len(data) != data.identity.clips:
        raise InputError(
            expected=f"a complete data set of {data.identity.clips} clips at {place}",
            found=str(len(data)),
            do="finish it with mmwave synth first",
        )
    write, paths = {"webdataset": _write_tar, "hdf5": _write_hdf5}[form], []
    for plan in plan_of(data.identity):
        path = out / f"{data.identity.specification.name}-{plan.name}{SUFFIXES[form]}"
        aside = path.with_name(f".{path.name}.part")
        samples = _counted(data, range(plan.first, plan.first + len(plan.indices)), on_clip)
        try:
            try:
                out.mkdir(parents=True, exist_ok=True)
                write(aside, samples, plan)
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)
        except OSError as error:
            raise refused(str(out), path.name, error) from error
        paths.append(path)
    return tuple(paths)


def _counted(
    data: Dataset, clips: range, on_clip: Callable[[], None]
) -> Iterator[tuple[int, Sample]]:
    for clip in clips:
        yield clip, data[clip]
        on_clip()


def _write_tar(path: Path, samples: Iterator[tuple[int, Sample]], plan: ShardPlan) -> None:
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for clip, sample in samples:
            for name, values in sample.arrays.items():
                content = io.BytesIO()
                np.save(content, values)
                _add(tar, f"{clip:08d}.{name}.npy", content.getvalue())
            _add(tar, f"{clip:08d}.json", json.dumps(dict(sample.row)).encode())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    # Times and owners stay zero, so that the same data set gives the same file.
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _write_hdf5(path: Path, samples: Iterator[tuple[int, Sample]], plan: ShardPlan) -> None:
    import h5py

    count = len(plan.indices)
    with h5py.File(path, "w") as file:
        for layout in plan.layouts:
            array = file.create_dataset(
                layout.name,
                (count, *layout.shape),
                layout.dtype,
                chunks=(1, *layout.shape),
                compression="gzip",
                compression_opts=1,
            )
            array.attrs["dimensions"] = ["clip", *layout.dimensions]
            array.attrs["meaning"] = layout.meaning
            for name, bins in layout.axes:
                array.attrs[name] = bins
        rows = file.create_dataset("rows", (count,), h5py.string_dtype())
        for position, (_, sample) in enumerate(samples):
            rows[position] = json.dumps(dict(sample.row))
            for name, values in sample.arrays.items():
                file[name][position] = values
