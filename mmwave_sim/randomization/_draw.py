"""`Draw`: the numbers of one sample, and how they come from its seed."""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim._seed import checked_seed
from mmwave_sim.randomization._codec import parse
from mmwave_sim.randomization._quantity import Drawn, Per, Quantity
from mmwave_sim.randomization._randomization import Randomization
from mmwave_sim.randomization._spreads import QUANTITIES
from mmwave_sim.randomization._value import Value

FORMAT = "mmwave_sim.draw"
VERSION = 1

_COUNTS: dict[Per, str] = {"interferer": "interference.count", "piece": "clutter.count"}
"""The quantities that say how many there are of what is drawn several times."""


@dataclass(frozen=True)
class Draw:
    """What was drawn for one sample; it holds all that is needed to make the sample again.

    Attributes:
        seed: The seed that it was drawn from.
        values: Name (`group.field`) and value of every quantity that was drawn; several values
            where there is one for each channel, person, interferer or piece.
    """

    seed: int
    values: tuple[tuple[str, Drawn], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "seed", checked_seed(self.seed))
        for name, value in self.values:
            _check_drawn(name, value)

    def value(self, name: str, usual: Any = None) -> Any:
        """What was drawn for a quantity; `usual` if nothing was.

        Args:
            name: Group and field, such as `pose.height_m`.
            usual: What to return instead.
        """
        return dict(self.values).get(name, usual)

    def each(self, name: str, count: int, usual: Any = None) -> tuple[Any, ...]:
        """What was drawn for each of several; `usual` for each if nothing was.

        Raises:
            InputError: Fewer were drawn.
        """
        drawn = self.value(name)
        if drawn is None:
            return (usual,) * count
        if len(drawn) < count:
            raise InputError(
                expected=f"{count} values of {name}, one for each {QUANTITIES[name].per}",
                found=str(len(drawn)),
                do=f"draw for as many ({QUANTITIES[name].per}s=)",
            )
        return tuple(drawn[:count])

    def has(self, group: str) -> bool:
        """Whether anything of a group was drawn."""
        return any(name.split(".")[0] == group for name, _ in self.values)

    def to_json(self) -> str:
        """The draw as indented JSON."""
        document = {"format": FORMAT, "version": VERSION, "seed": self.seed}
        return json.dumps({**document, "values": dict(self.values)}, indent=2)

    @staticmethod
    def from_json(text: str | bytes) -> "Draw":
        """Reads what `to_json` wrote.

        Raises:
            InputError: It is no JSON of this format and version, or a value is not one that its
                quantity can take.
        """
        document = parse(text, FORMAT, VERSION)
        values = document.get("values")
        if set(document) != {"seed", "values"} or not isinstance(values, dict):
            raise InputError(
                expected="the fields seed and values in a draw",
                found=", ".join(sorted(document))[:80] or "none",
                do="correct it",
            )
        pairs = ((n, tuple(v) if isinstance(v, list) else v) for n, v in values.items())
        return Draw(document["seed"], tuple(pairs))


def draw(
    randomization: Randomization,
    seed: int,
    *,
    transmitters: int = 3,
    receivers: int = 4,
    people: int = 2,
) -> Draw:
    """Draws one sample.

    Each quantity has a random stream of its own, keyed by its name, so that giving or changing
    one leaves the others' values as they were. What is drawn several times is drawn in order, so
    that more of them leave the first ones as they were.

    Args:
        randomization: What may vary.
        seed: Fixes the draw; a whole number of 0 or more.
        transmitters: Antennas to draw for.
        receivers: Antennas to draw for.
        people: Persons to draw for.

    Raises:
        InputError: The seed cannot be one.
    """
    seed = checked_seed(seed)
    counts: dict[Per, int] = {
        "transmitter": transmitters,
        "receiver": receivers,
        "person": people,
        "interferer": 0,
        "piece": 0,
    }
    distributions = randomization.distributions()
    for per, name in _COUNTS.items():
        if name in distributions:
            counts[per] = int(distributions[name].draw(_stream(seed, name)))
    values: list[tuple[str, Drawn]] = []
    for name, distribution in distributions.items():
        stream, per = _stream(seed, name), QUANTITIES[name].per
        if per == "sample":
            values.append((name, distribution.draw(stream)))
        else:
            several = (distribution.draw(stream) for _ in range(counts[per]))
            values.append((name, tuple(several)))
    return Draw(seed, tuple(values))


def _stream(seed: int, name: str) -> np.random.Generator:
    """The random stream of a quantity, independent of all others (NumPy's SeedSequence)."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(name.encode())))


def _check_drawn(name: str, value: Drawn) -> None:
    if name not in QUANTITIES:
        raise InputError(
            expected="the name of a quantity in a draw", found=repr(name)[:60], do="correct it"
        )
    quantity: Quantity = QUANTITIES[name]
    if isinstance(value, tuple) != (quantity.per != "sample"):
        found: Drawn | str = "several" if isinstance(value, tuple) else value
        wanted = "one value" if quantity.per == "sample" else f"one for each {quantity.per}"
        raise InputError(expected=f"{wanted} of {name}", found=str(found)[:60], do="correct it")
    several: tuple[Value, ...] = value if isinstance(value, tuple) else (value,)
    for one in several:
        quantity.check(one)
