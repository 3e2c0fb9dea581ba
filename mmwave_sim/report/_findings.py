"""What can be said of a recording before anything is drawn."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from mmwave_sim.cube import (
    Displacement,
    RecordingMaps,
    StrongestReturns,
    displacement_frequency,
    is_slow,
    recording_maps,
    strongest_returns,
)
from mmwave_sim.recording import Recording

SERIES: Final = ("time_s", "displacement_m")


@dataclass(frozen=True)
class Findings:
    """What is computed of a recording before anything is drawn.

    Attributes:
        maps: Range-Doppler and range-azimuth sequences.
        returns: Strongest static and moving returns.
        displacement: Slow displacement, for recordings that are made for it.
    """

    maps: RecordingMaps
    returns: StrongestReturns
    displacement: Displacement | None


def analyse(recording: Recording, advance: Callable[[int], None] = lambda frames: None) -> Findings:
    """Maps, returns and displacement of a recording.

    Args:
        recording: Simulated or real.
        advance: Called with the number of frames done, for a progress bar.
    """
    maps = recording_maps(recording, advance)
    displacement = displacement_frequency(recording) if is_slow(recording) else None
    return Findings(maps, strongest_returns(recording, maps=maps), displacement)


def findings_json(recording: Recording, findings: Findings) -> dict[str, Any]:
    """The findings as plain JSON values; the displacement's series over time is left out."""
    displacement = None
    if findings.displacement is not None:
        fields = asdict(findings.displacement)
        displacement = {name: fields[name] for name in fields if name not in SERIES}
    return {
        "radar": recording.radar.name,
        "source": recording.source,
        "frames": recording.frames,
        "duration_s": recording.duration_s,
        "static": [asdict(item) for item in findings.returns.static],
        "moving": [asdict(item) for item in findings.returns.moving],
        "displacement": displacement,
        "warnings": list(recording.warnings),
    }
