"""What a simulation includes, and how finely."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import check_not_negative, check_positive, whole_number
from mmwave_sim.receiver import ReceiverOptions

Scattering = Literal["physical-optics", "quasi-specular", "lambertian"]


@dataclass(frozen=True)
class SimulationOptions:
    """Choices that trade detail for time.

    Attributes:
        bounces: Most walls that mirror in each leg of a body's return.
        threshold_db: Returns of a body by walls, echoes inside walls and ways around edges are
            kept down to this level relative to its strongest return, dB.
        room_bounces: Most walls in a chain of the room's own return.
        furniture: Whether furniture scatters (it hides in any case).
        surface_bounces: Most faces of bodies and furniture that a path meets beyond its first, as
            in a corner; 0 for none. Visibility between them stays sharp.
        diffuse: Whether rough surfaces also scatter the part that they do not mirror.
        scattering: Law of scattering of the bodies.
        soft_visibility_m: Visibility is averaged over this radius about the antennas, and then has
            a gradient, m; 0 for sharp shadows, which have none.
        tolerance: Error of a frame that may be made for the sake of speed, relative to it: nodes
            lie as far apart, and faces are taken together, as it allows.
        loops_per_block: Most loops between two nodes at which paths are evaluated.
        key_frame_rate_hz: Rate at which motion is sampled before its spline, Hz.
        receiver: The receiver's effects.
    """

    bounces: int = 1
    threshold_db: float = -20.0
    room_bounces: int = 2
    furniture: bool = True
    surface_bounces: int = 0
    diffuse: bool = True
    scattering: Scattering = "physical-optics"
    soft_visibility_m: float = 0.0
    tolerance: float = 1e-3
    loops_per_block: int = 8
    key_frame_rate_hz: float = 60.0
    receiver: ReceiverOptions = field(default_factory=ReceiverOptions)

    def __post_init__(self) -> None:
        for name in ("bounces", "room_bounces", "surface_bounces"):
            whole_number(name, getattr(self, name), 0)
        whole_number("loops_per_block", self.loops_per_block, 1)
        check_not_negative(soft_visibility_m=self.soft_visibility_m)
        check_positive(key_frame_rate_hz=self.key_frame_rate_hz, tolerance=self.tolerance)
        if self.scattering not in get_args(Scattering):
            raise InputError(
                expected=f"scattering to be one of {', '.join(get_args(Scattering))}",
                found=repr(self.scattering)[:60],
                do="choose one",
            )
        if not self.threshold_db <= 0:
            raise InputError(
                expected="threshold_db of 0 dB or less, relative to the strongest return",
                found=f"{self.threshold_db:g} dB",
                do="lower it",
            )
