"""`Dataset`: random access to the clips of a data set."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from mmwave_sim.dataset.reading._sample import Sample, checked_index
from mmwave_sim.dataset.shards import (
    IDENTITY,
    MARKER,
    ROWS,
    Identity,
    ShardPlan,
    clip_of,
    open_store,
    plan_of,
    table_from_bytes,
)

KEPT_SHARDS: Final = 32
"""Of how many shards the rows are kept in memory."""


class Dataset:
    """The clips of a data set, finished or not, by their numbers.

    It has what PyTorch's and Grain's loaders ask of a source: a length and an index. It can be
    pickled and forked.
    """

    def __init__(self, place: str | Path) -> None:
        """Opens a data set.

        Args:
            place: A folder, or an fsspec address.

        Raises:
            InputError: There is none.
        """
        self._place, self._store = str(place), open_store(str(place))
        self.identity = Identity.from_bytes(self._store.read(IDENTITY))
        self._plans = tuple(
            plan for plan in plan_of(self.identity) if self._store.exists(f"{plan.folder}/{MARKER}")
        )
        ends, total = [], 0
        for plan in self._plans:
            ends.append(total := total + len(plan.indices))
        self._ends, self._clips = ends, total
        self._rows: OrderedDict[int, list[dict[str, Any]]] = OrderedDict()

    def __len__(self) -> int:
        return self._clips

    def __getitem__(self, index: int) -> Sample:
        number = checked_index(index, self._clips, self._place)
        place = bisect_right(self._ends, number)
        plan = self._plans[place]
        position = number - (self._ends[place] - len(plan.indices))
        arrays = {
            layout.name: clip_of(self._store, plan.folder, layout, position, len(plan.indices))
            for layout in plan.layouts
        }
        return Sample(arrays, self._shard_rows(plan)[position])

    def __iter__(self) -> Iterator[Sample]:
        return (self[number] for number in range(len(self)))

    def __repr__(self) -> str:
        return f"Dataset({self._place!r}, {len(self)} clips)"

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_rows": OrderedDict()}

    def _shard_rows(self, plan: ShardPlan) -> list[dict[str, Any]]:
        if plan.number not in self._rows:
            name = f"{plan.folder}/{ROWS}"
            self._rows[plan.number] = table_from_bytes(self._store.read(name), name).to_pylist()
            if len(self._rows) > KEPT_SHARDS:
                self._rows.popitem(last=False)
        self._rows.move_to_end(plan.number)
        return self._rows[plan.number]
