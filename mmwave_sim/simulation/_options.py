"""What a simulation includes, and how finely."""

from dataclasses import dataclass, field

from mmwave_sim.receiver import ReceiverOptions


@dataclass(frozen=True)
class SimulationOptions:
    """Choices that trade detail for time.

    Attributes:
        ghosts: Most wall chains, the strongest first, by which bodies are seen besides directly.
        room_bounces: Most walls in a chain of the room's own return.
        furniture: Whether furniture scatters (it hides in any case).
        loops_per_block: Loops between two nodes at which paths are evaluated.
        key_frame_rate_hz: Rate at which motion is sampled before its spline, Hz.
        receiver: The receiver's effects.
    """

    ghosts: int = 1
    room_bounces: int = 2
    furniture: bool = True
    loops_per_block: int = 8
    key_frame_rate_hz: float = 60.0
    receiver: ReceiverOptions = field(default_factory=ReceiverOptions)
