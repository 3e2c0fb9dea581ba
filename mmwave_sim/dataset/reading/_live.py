"""`LiveDataset`: the same clips, simulated when they are asked for."""

from collections.abc import Iterator

from mmwave_sim._numbers import whole_number
from mmwave_sim._seed import checked_seed
from mmwave_sim.dataset.reading._sample import Sample, checked_index
from mmwave_sim.dataset.recipes import Specification, make_clip, recipe_of


class LiveDataset:
    """The clips of a specification and a seed, with the interface of `Dataset`.

    Clip by clip they are the samples of the data set that `mmwave synth` makes of the same
    specification and seed with the same code, bit for bit on the same type of machine.
    """

    def __init__(self, specification: Specification, seed: int = 0, clips: int = 2**31) -> None:
        """A source of so many clips.

        Args:
            specification: What they are made of.
            seed: Seed of the data set.
            clips: How many there are, for an end to an epoch.

        Raises:
            InputError: The seed cannot be one, or the number is not positive.
        """
        self.specification, self.seed = specification, checked_seed(seed)
        self._clips = whole_number("clips", clips, 1)

    def __len__(self) -> int:
        return self._clips

    def __getitem__(self, index: int) -> Sample:
        number = checked_index(index, self._clips, repr(self))
        clip = make_clip(recipe_of(self.specification, self.seed, number))
        return Sample(clip.arrays, clip.row)

    def __iter__(self) -> Iterator[Sample]:
        return (self[number] for number in range(len(self)))

    def __repr__(self) -> str:
        return f"LiveDataset({self.specification.name!r}, seed {self.seed})"
