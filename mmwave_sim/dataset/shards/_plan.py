"""Which shards a data set has, and which clips are in each."""

from dataclasses import dataclass
from typing import Final

from mmwave_sim.dataset.recipes import ArrayLayout, RadarShare, layouts_of, radar_of
from mmwave_sim.dataset.shards._identity import Identity, Member

FOLDER: Final = "shards"
MARKER: Final = "checksums.json"
"""The file of a shard that is written last and lists the digests of the others."""

ROWS: Final = "rows.parquet"


@dataclass(frozen=True)
class ShardPlan:
    """One shard: the unit of work, of resume and of verification.

    Attributes:
        number: Its place among the shards of the data set.
        member: The seed of its clips, and how many clips that has in all.
        indices: Which of that seed's clips.
        first: Number of its first clip in the data set.
        radar: The radar of all of its clips.
        layouts: The arrays of each of its clips.
    """

    number: int
    member: Member
    indices: range
    first: int
    radar: RadarShare
    layouts: tuple[ArrayLayout, ...]

    @property
    def name(self) -> str:
        """Its folder in `shards`."""
        return f"{self.number:06d}"

    @property
    def folder(self) -> str:
        """Its folder in the data set."""
        return f"{FOLDER}/{self.name}"


def plan_of(identity: Identity) -> tuple[ShardPlan, ...]:
    """All shards of a data set, in order.

    Raises:
        InputError: A radar cannot give the views that are asked for.
    """
    specification, plans, first = identity.specification, list[ShardPlan](), 0
    size = specification.clips_per_shard
    layouts = {
        share.name: layouts_of(specification.views, share.radar, share.frames)
        for share in specification.radars
    }
    for member in identity.members:
        for start in range(0, member.clips, size):
            indices = range(start, min(start + size, member.clips))
            radar = radar_of(specification, member.dataset_seed, start // size)
            plans.append(
                ShardPlan(
                    number=len(plans),
                    member=member,
                    indices=indices,
                    first=first,
                    radar=radar,
                    layouts=layouts[radar.name],
                )
            )
            first += len(indices)
    return tuple(plans)
