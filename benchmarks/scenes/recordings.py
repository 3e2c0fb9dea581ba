"""Motion capture: how closely a retargeted body follows the joints that were recorded."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks._report import Row
from scenes import BodySpec
from scenes.bodies import load_body
from scenes.capture import follow_error_m, read_motion, retarget

MOST_M = 0.05


def rows(folder: Path) -> Iterator[Row]:
    """One row a file: the largest distance at wrists and ankles."""
    body = load_body(BodySpec(faces=2000))
    for path in sorted(folder.glob("*.bvh")):
        clip = read_motion(path)
        errors = follow_error_m(clip, body, retarget(clip, body))
        worst = max(error for role, error in errors.items() if role.endswith(("wrist", "ankle")))
        yield Row.at_most(f"{path.stem}, wrists and ankles", worst, MOST_M, "m")
