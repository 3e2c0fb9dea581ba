"""Counts and spreads of the clips of a data set, gathered a shard at a time."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from mmwave_sim.dataset.recipes import parsed

COUNTED = ("kind", "radar", "people")
LISTED = ("rooms", "activities")
SPREAD = ("nearest_m", "farthest_m", "fastest_m_per_s")


@dataclass
class Statistics:
    """What `add` has seen.

    Attributes:
        clips: Number of clips.
        duration_s: Their length together, s.
        counts: For each column, how many clips have which value.
        spreads: For each column of numbers, its values.
        motions: Motions (one person in one clip) of each activity; `""` for all.
        failed: Of each activity, the motions that break each limit of plausibility.
        pictured: For each kind, number and place of its first clip: shard, position.
    """

    clips: int = 0
    duration_s: float = 0.0
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in (*COUNTED, *LISTED)}
    )
    spreads: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in SPREAD})
    motions: Counter[str] = field(default_factory=Counter)
    failed: dict[str, Counter[str]] = field(default_factory=dict)
    pictured: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, shard: int, rows: pa.Table) -> None:
        """Counts the rows of a shard."""
        self.clips += len(rows)
        self.duration_s += float(np.sum(rows["duration_s"].to_numpy()))
        for name in COUNTED:
            self.counts[name].update(str(value) for value in rows[name].to_pylist())
        for name in LISTED:
            for values in rows[name].to_pylist():
                self.counts[name].update(set(values))
        for name in SPREAD:
            self.spreads[name].extend(rows[name].to_pylist())
        for position, kind in enumerate(rows["kind"].to_pylist()):
            self.pictured.setdefault(kind, (shard, position))
        for labels in rows["labels"].to_pylist():
            self._judge(labels)

    def quantiles(self, name: str) -> tuple[float, float, float]:
        """5th, 50th and 95th percentile of a column."""
        low, middle, high = np.percentile(self.spreads[name], (5, 50, 95))
        return float(low), float(middle), float(high)

    def _judge(self, labels: str) -> None:
        for person in parsed(f'{{"people":{labels}}}', "labels")["people"]:
            names = {event["activity"] for event in person["events"]}
            for activity in ("", *sorted(names)):
                self.motions[activity] += 1
                failures = self.failed.setdefault(activity, Counter())
                failures.update(person["plausibility"]["failures"])
