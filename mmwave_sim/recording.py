"""`Recording`: raw ADC samples and the radar that took them, simulated or real."""

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Complex, Float

from mmwave_sim._errors import InputError
from mmwave_sim.radar import RadarConfig

Samples = (
    Complex[np.ndarray, "frame chirp tx rx sample"] | Float[np.ndarray, "frame chirp tx rx sample"]
)


@dataclass(frozen=True)
class Recording:
    """Raw ADC data in counts, the one type that readers and the simulator produce.

    Attributes:
        samples: `(frame, chirp, tx, rx, sample)`, complex64 or float32, in ADC counts. `chirp`
            counts the loops of a frame and `tx` the slot in the loop.
        radar: The radar that took them; its `frame_shape` fits `samples.shape[1:]`.
        source: Where the data came from, for titles and messages.
        warnings: What the reader noticed and the user should know, one line each.
    """

    samples: Samples
    radar: RadarConfig
    source: str = ""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.samples.ndim != 5 or self.samples.shape[1:] != self.radar.frame_shape:
            raise InputError(
                expected=f"samples of shape (frame, {', '.join(map(str, self.radar.frame_shape))})",
                found=f"{self.samples.shape}",
                do="check that the radar configuration belongs to this recording",
            )
        if np.iscomplexobj(self.samples) != self.radar.complex_samples:
            kind = "complex" if self.radar.complex_samples else "real"
            raise InputError(
                expected=f"{kind} samples, as the radar configuration says",
                found=f"dtype {self.samples.dtype}",
                do="set complex_samples in the configuration to match the capture",
            )

    @property
    def frames(self) -> int:
        """Number of frames."""
        return self.samples.shape[0]

    @property
    def duration_s(self) -> float:
        """Frames times the frame period, s."""
        return self.frames * self.radar.frame_period_s

    def with_warning(self, line: str) -> "Recording":
        """A copy that carries one more warning."""
        return replace(self, warnings=(*self.warnings, line))
