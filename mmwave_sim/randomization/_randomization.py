"""`Randomization`: a declared distribution of everything that varies from sample to sample."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from mmwave_sim._errors import InputError
from mmwave_sim.randomization._codec import decode, encode, parse
from mmwave_sim.randomization._distributions import Distribution
from mmwave_sim.randomization._spreads import (
    GROUPS,
    QUANTITIES,
    BodySpread,
    ClutterSpread,
    FrontEndSpread,
    InterferenceSpread,
    MaterialsSpread,
    PlaceSpread,
    PoseSpread,
    ReceiverSpread,
    RoomSpread,
    SimulationSpread,
    VitalsSpread,
)

FORMAT = "mmwave_sim.randomization"
VERSION = 1


@dataclass(frozen=True)
class Randomization:
    """Distributions by group; a quantity without one stays as it is.

    Attributes:
        pose: The radar's pose.
        front_end: Its analogue side.
        receiver: Effects of its receiver.
        interference: Other radars.
        materials: What walls and skin are made of.
        room: Size, materials and furniture of the room.
        place: Where people are and how they begin.
        body: Their shapes.
        vitals: Their breath and heartbeat.
        clutter: Small things at the walls.
        simulation: How the simulation is done.
    """

    pose: PoseSpread = field(default_factory=PoseSpread)
    front_end: FrontEndSpread = field(default_factory=FrontEndSpread)
    receiver: ReceiverSpread = field(default_factory=ReceiverSpread)
    interference: InterferenceSpread = field(default_factory=InterferenceSpread)
    materials: MaterialsSpread = field(default_factory=MaterialsSpread)
    room: RoomSpread = field(default_factory=RoomSpread)
    place: PlaceSpread = field(default_factory=PlaceSpread)
    body: BodySpread = field(default_factory=BodySpread)
    vitals: VitalsSpread = field(default_factory=VitalsSpread)
    clutter: ClutterSpread = field(default_factory=ClutterSpread)
    simulation: SimulationSpread = field(default_factory=SimulationSpread)

    def __post_init__(self) -> None:
        for name, distribution in self.distributions().items():
            QUANTITIES[name].check_distribution(distribution)

    def distributions(self) -> dict[str, Distribution]:
        """The distributions that are given, by `group.field`."""
        every = {name: getattr(getattr(self, group), own) for name, group, own in _names()}
        return {name: one for name, one in every.items() if one is not None}

    def only(self, *names: str) -> "Randomization":
        """A copy that keeps these groups or quantities and leaves all others as they are.

        Raises:
            InputError: There is no group or quantity of a name.
        """
        return self._kept(lambda name: _is_named(name, names), names)

    def without(self, *names: str) -> "Randomization":
        """A copy that leaves these groups or quantities as they are.

        Raises:
            InputError: There is no group or quantity of a name.
        """
        return self._kept(lambda name: not _is_named(name, names), names)

    def to_json(self) -> str:
        """The given distributions as indented JSON."""
        groups: dict[str, dict[str, Any]] = {}
        for name, distribution in self.distributions().items():
            group, own = name.split(".")
            groups.setdefault(group, {})[own] = encode(distribution)
        return json.dumps({"format": FORMAT, "version": VERSION, **groups}, indent=2)

    @staticmethod
    def from_json(text: str | bytes) -> "Randomization":
        """Reads what `to_json` wrote.

        Raises:
            InputError: It is no JSON of this format and version, or a field is unknown or wrong.
        """
        document = parse(text, FORMAT, VERSION)
        named = {
            f"{group}.{own}": content
            for group, members in document.items()
            for own, content in _members(group, members).items()
        }
        _check_names(tuple(named))
        return _of({name: decode(content, name) for name, content in named.items()})

    def _kept(self, keep: Callable[[str], bool], names: tuple[str, ...]) -> "Randomization":
        _check_names(names)
        return _of({name: one for name, one in self.distributions().items() if keep(name)})


def _of(distributions: dict[str, Distribution]) -> Randomization:
    """A randomization with these distributions, by `group.field`."""
    blank = Randomization()
    groups = {}
    for group in GROUPS:
        own = {n.split(".")[1]: d for n, d in distributions.items() if n.split(".")[0] == group}
        groups[group] = replace(getattr(blank, group), **own)
    return Randomization(**groups)


def _names() -> list[tuple[str, str, str]]:
    """Full name, group and field of every quantity."""
    return [(f"{g}.{f.name}", g, f.name) for g, spread in GROUPS.items() for f in fields(spread)]


def _is_named(name: str, names: tuple[str, ...]) -> bool:
    return name in names or name.split(".")[0] in names


def _check_names(names: tuple[str, ...]) -> None:
    for name in names:
        if name not in QUANTITIES and name not in GROUPS:
            group = name.split(".")[0]
            near = [one for one in QUANTITIES if one.split(".")[0] == group] or list(GROUPS)
            raise InputError(
                expected=f"a group or quantity, such as {', '.join(near)}",
                found=repr(name)[:60],
                do="correct the name",
            )


def _members(group: str, members: Any) -> dict[str, Any]:
    if not isinstance(members, dict):
        raise InputError(
            expected=f"an object of distributions as {group[:60]!r}",
            found=repr(members)[:60],
            do="correct it",
        )
    return members
