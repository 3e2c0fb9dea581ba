"""Grain's view of a data set: shuffled, repeated, resumable. Grain is of the extra `encoders`."""

from typing import TYPE_CHECKING, Any

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.reading._dataset import Dataset
from mmwave_sim.dataset.reading._live import LiveDataset
from mmwave_sim.dataset.reading._sample import Sample

if TYPE_CHECKING:
    import grain


def grain_dataset(
    source: Dataset | LiveDataset,
    *,
    seed: int | None = None,
    epochs: int | None = 1,
    arrays: tuple[str, ...] | None = None,
) -> "grain.MapDataset[dict[str, np.ndarray]]":
    """A `grain.MapDataset` of arrays, to be batched and iterated.

    `grain_dataset(...).batch(8).to_iter_dataset()` gives batches; its iterator's `get_state` and
    `set_state` go on in the middle of an epoch. The sources themselves are what `grain.DataLoader`
    takes as a data source.

    Args:
        source: Where clips come from.
        seed: Shuffles each epoch differently; in order if left out.
        epochs: How often every clip comes; without end if None.
        arrays: Names of the arrays to keep; all if left out, with `index` and `cube_scale`.

    Raises:
        InputError: Grain is not installed.
    """
    try:
        import grain
    except ImportError as error:
        raise InputError(
            expected="Grain, for training from a data set",
            found="no module grain",
            do="install mmwave-sim[encoders]",
        ) from error

    def chosen(sample: Sample) -> dict[str, Any]:
        found = sample.to_arrays()
        return {name: found[name] for name in (*arrays, "index")} if arrays else found

    data = grain.MapDataset.source(source)
    if seed is not None:
        data = data.seed(seed).shuffle()
    return data.repeat(epochs).map(chosen)
