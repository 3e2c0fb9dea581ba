"""`Specification`: what a data set is made of, as data that survives a trip through JSON."""

from dataclasses import dataclass, field, replace
from typing import Final

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import check_positive, whole_number
from mmwave_sim.dataset.recipes._kind import Kind
from mmwave_sim.dataset.recipes._views import Views
from mmwave_sim.radar import RadarConfig
from mmwave_sim.randomization import Randomization
from mmwave_sim.simulation import SimulationOptions

MOST_CLIPS_PER_SHARD: Final = 4096


@dataclass(frozen=True)
class KindShare:
    """A kind of clips and how often it comes.

    Attributes:
        name: Name in the manifest.
        kind: What its scenes are drawn from.
        weight: How often, relative to the others.
    """

    name: str
    kind: Kind
    weight: float = 1.0

    def __post_init__(self) -> None:
        check_positive(weight=self.weight)


@dataclass(frozen=True)
class RadarShare:
    """A radar and how often it comes. All clips of a shard have the same one.

    Attributes:
        name: Name in the manifest.
        radar: The radar; a randomization varies it.
        frames: Frames of each of its clips.
        weight: How often, relative to the others.
    """

    name: str
    radar: RadarConfig
    frames: int
    weight: float = 1.0

    def __post_init__(self) -> None:
        whole_number("frames", self.frames, 1)
        check_positive(weight=self.weight)

    @property
    def duration_s(self) -> float:
        """From the first chirp of a clip to its last, rounded up to a tenth of a second, s."""
        last_s = (self.frames - 1) * self.radar.frame_period_s + self.radar.active_frame_time_s
        return -(-round(last_s * 1e6) // 100_000) / 10


@dataclass(frozen=True)
class Specification:
    """What a data set is made of. The clips follow from it, a seed and their indices alone.

    Attributes:
        name: Name of the data set.
        kinds: Kinds of clips.
        radars: Radars.
        randomization: What varies besides, see docs/randomization.md.
        options: How clips are simulated.
        views: What is stored of each.
        clips_per_shard: Clips that are worked on, stored and checked together.
        description: For the data card.
        licence: Text of the licence of the data, for the data card.
    """

    name: str
    kinds: tuple[KindShare, ...]
    radars: tuple[RadarShare, ...]
    randomization: Randomization = field(default_factory=Randomization)
    options: SimulationOptions = field(default_factory=SimulationOptions)
    views: Views = field(default_factory=Views)
    clips_per_shard: int = 64
    description: str = ""
    licence: str = ""

    def __post_init__(self) -> None:
        whole_number("clips_per_shard", self.clips_per_shard, 1)
        if self.clips_per_shard > MOST_CLIPS_PER_SHARD:
            raise InputError(
                expected=f"clips_per_shard of {MOST_CLIPS_PER_SHARD} or less",
                found=str(self.clips_per_shard),
                do="lower it; a shard is held in memory",
            )
        for what, shares in (("kinds", self.kinds), ("radars", self.radars)):
            names = [share.name for share in shares]
            if not names or len(set(names)) < len(names):
                raise InputError(
                    expected=f"one or more {what} with different names",
                    found=", ".join(names) or "none",
                    do="add or rename one",
                )
        if self.views.adc and not self.options.receiver.quantization:
            raise InputError(
                expected="quantization in options.receiver, to store raw samples as int16",
                found="none",
                do="switch it on, or store no raw samples",
            )

    def with_adc(self) -> "Specification":
        """The same with the raw samples stored too."""
        return replace(self, views=replace(self.views, adc=True))

    def shard_of(self, index: int) -> int:
        """Number of the shard that a clip is in."""
        return index // self.clips_per_shard
