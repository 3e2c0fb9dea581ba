"""`Heatmap`: power over physical axes."""

from dataclasses import dataclass, replace

import jax
import numpy as np
from jaxtyping import Array, Float


@dataclass(frozen=True)
class Axis:
    """One axis of a heatmap.

    Attributes:
        name: What it measures: time, range, velocity, azimuth.
        unit: Its unit: s, m, m/s, rad.
        values: Position of each bin, ascending.
    """

    name: str
    unit: str
    values: Float[np.ndarray, "bin"] | Float[Array, "bin"]


@dataclass(frozen=True)
class Heatmap:
    """Linear power over physical axes; a pytree, so it may leave `jit` and `grad` may go through.

    Attributes:
        values: `(*batch, *axes)`: mean power of a channel, in ADC counts squared. A complex tone of
            amplitude A at the centre of its bin reads A squared.
        axes: The last `len(axes)` axes of `values`, in order.
    """

    values: Float[np.ndarray, "*batch_axes"] | Float[Array, "*batch_axes"]
    axes: tuple[Axis, ...]

    def axis(self, name: str) -> Axis:
        """The axis of this name.

        Raises:
            KeyError: There is none.
        """
        return self.axes[self._index(name)]

    def total(self, name: str, low: float | None = None, high: float | None = None) -> "Heatmap":
        """Sums over an axis, from `low` to `high` inclusive where they are given.

        Raises:
            KeyError: There is no such axis.
        """
        index = self._index(name)
        position = index - len(self.axes)
        where = np.asarray(self.axes[index].values)
        inside = np.ones(where.shape, dtype=bool)
        inside &= where >= low if low is not None else True
        inside &= where <= high if high is not None else True
        kept = self.values.take(np.flatnonzero(inside), axis=position)
        axes = self.axes[:index] + self.axes[index + 1 :]
        return replace(self, values=kept.sum(axis=position), axes=axes)

    def at(self, name: str, index: int) -> "Heatmap":
        """The slice at one position of an axis.

        Raises:
            KeyError: There is no such axis.
        """
        axis = self._index(name)
        axes = self.axes[:axis] + self.axes[axis + 1 :]
        return replace(self, values=self.values.take(index, axis=axis - len(self.axes)), axes=axes)

    def decibels(self, floor_db: float = -200.0) -> Float[np.ndarray, "*batch_axes"]:
        """Power in dB above one count squared, no lower than `floor_db`."""
        return 10 * np.log10(
            np.maximum(np.asarray(self.values, dtype=float), 10 ** (floor_db / 10))
        )

    def _index(self, name: str) -> int:
        names = [axis.name for axis in self.axes]
        if name not in names:
            raise KeyError(f"no axis {name!r} among {', '.join(names)}")
        return names.index(name)


jax.tree_util.register_dataclass(Axis, data_fields=["values"], meta_fields=["name", "unit"])
jax.tree_util.register_dataclass(Heatmap, data_fields=["values", "axes"], meta_fields=[])
