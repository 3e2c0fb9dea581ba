"""`Rules`: what a scene must keep to, as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from scenes._errors import InputError


@dataclass(frozen=True)
class Rules:
    """Limits of the geometric judge.

    Attributes:
        rate_hz: How often the motion is looked at, Hz.
        points: Points of each skin that are held against furniture and people.
        contact_m: How deep skin may be pressed in before it counts, m.
        floor_m: How deep skin may be below the floor, m.
        radar_m: Least distance of skin from the radar, m.
        half_field_rad: Half the width of the radar's field of view to each side, rad; None does
            not judge sight.
        sight_range_m: Greatest distance in sight, m.
        sight_share: Share of the time that everybody must be in sight.
        near_m: How far from a thing one may be to use it, m.
        needs: Kinds of objects that activities need, one of them for each; added to `PLACES`.
    """

    rate_hz: float = 10.0
    points: int = 1000
    contact_m: float = 0.02
    floor_m: float = 0.03
    radar_m: float = 0.5
    half_field_rad: float | None = None
    sight_range_m: float = 12.0
    sight_share: float = 0.5
    near_m: float = 1.0
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuses limits that make no sense."""
        sizes = (self.rate_hz, self.points, self.radar_m, self.sight_range_m, self.near_m)
        least = (self.contact_m, self.floor_m, self.sight_share)
        if not (all(0 < value < 1e6 for value in sizes) and all(0 <= v <= 1.0 for v in least)):
            raise InputError(
                expected="rates, counts and distances above 0, depths and shares from 0 to 1",
                found=", ".join(f"{value:g}" for value in (*sizes, *least)),
                do="correct the rules",
            )
