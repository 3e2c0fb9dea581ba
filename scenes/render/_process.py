"""Hands stages to the process that draws, and takes its pixels."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.render._denoise import Guides, denoised
from scenes.render._part import Part
from scenes.render._picture import Picture, srgb_bytes
from scenes.render._stage import Stage
from scenes.render._worker import NO_MITSUBA

MOST_PIXELS = 32_000_000
"""More pixels than this, over all pictures of one call, are refused."""

DEPTH = 3
"""Most legs of a path of light from lamp to eye."""

_WORKER = Path(__file__).with_name("_worker.py")


@dataclass(frozen=True)
class Quality:
    """Size and smoothness of pictures.

    Attributes:
        width: Pixels along the lower edge.
        height: Pixels along the left edge.
        samples: Rays for each pixel; noise falls with its square root.
        seed: Fixes the noise.
        timeout_s: Longest time that all pictures of one call may take, s.
    """

    width: int = 640
    height: int = 480
    samples: int = 9
    seed: int = 0
    timeout_s: float = 600.0

    def __post_init__(self) -> None:
        """Refuses sizes that are not sensible."""
        _check_whole("width", self.width, 16, 8192)
        _check_whole("height", self.height, 16, 8192)
        _check_whole("samples", self.samples, 1, 4096)
        _check_whole("seed", self.seed, 0, 2**31 - 1)
        if not 0.0 < self.timeout_s <= 86_400.0:
            raise _refusal("timeout_s above 0 and up to a day", repr(self.timeout_s))


def draw(stages: Sequence[Stage], quality: Quality) -> tuple[Picture, ...]:
    """Draws pictures in one process of their own.

    Args:
        stages: What each shows.
        quality: Their size and smoothness.

    Raises:
        InputError: There are too many pixels, Mitsuba is missing, or it fails or takes too long.
    """
    if not stages:
        return ()
    if len(stages) * quality.width * quality.height > MOST_PIXELS:
        found = f"{len(stages)} pictures of {quality.width} x {quality.height}"
        raise _refusal(f"at most {MOST_PIXELS:,} pixels in one call", found)
    with tempfile.TemporaryDirectory(prefix="mmwave-render-") as folder:
        job = Path(folder, "job.npz")
        np.savez(job, **_job(stages, quality))
        _run([str(job), folder], quality.timeout_s)
        return tuple(
            _developed(np.load(Path(folder, f"{number}.npy"), allow_pickle=False), stage)
            for number, stage in enumerate(stages)
        )


def _developed(layers: Float[np.ndarray, "height width 12"], stage: Stage) -> Picture:
    """The worker's layers as a picture."""
    radiance, reflectance, normal, position = np.split(layers, 4, axis=-1)
    normal = np.where(normal.any(-1, keepdims=True), normal - 1, 0.0).astype(np.float32)
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    eye = (np.array(stage.camera.eye_m) - stage.lowest_m).astype(np.float32)
    guides = Guides(reflectance, normal / np.maximum(length, 1e-6), position, eye)
    return srgb_bytes(denoised(radiance, guides))


def _run(arguments: list[str], timeout_s: float) -> None:
    command = [sys.executable, "-P", str(_WORKER), *arguments]
    try:
        run = subprocess.run(
            command, capture_output=True, text=True, timeout=timeout_s, check=False
        )
    except subprocess.TimeoutExpired as error:
        do = "ask for fewer pixels or samples, or a longer timeout_s"
        found = f"{timeout_s:g} s gone"
        raise InputError(expected="pictures in time", found=found, do=do) from error
    last = (run.stderr.strip().splitlines() or ["no message"])[-1][:200]
    if run.returncode == NO_MITSUBA:
        raise InputError(expected="Mitsuba 3", found=last, do="install it: pip install mitsuba")
    if run.returncode != 0:
        found = f"exit code {run.returncode}: {last}"
        raise InputError(expected="a picture by Mitsuba", found=found, do="check the meshes")


def _job(stages: Sequence[Stage], quality: Quality) -> dict[str, Any]:
    """Arrays and a plan; a part that several stages share is written once."""
    parts = list({id(part): part for stage in stages for part in stage.parts}.values())
    places = {id(part): place for place, part in enumerate(parts)}
    plan = {
        "width": quality.width,
        "height": quality.height,
        "samples": quality.samples,
        "seed": quality.seed,
        "depth": DEPTH,
        "parts": [_part_plan(part) for part in parts],
        "stages": [_stage_plan(stage, places) for stage in stages],
    }
    arrays: dict[str, Any] = {"plan": np.frombuffer(json.dumps(plan).encode(), np.uint8)}
    for place, part in enumerate(parts):
        arrays[f"vertices_{place}"] = part.vertices_m
        arrays[f"faces_{place}"] = part.faces
        if part.face_colours is not None:
            arrays[f"colours_{place}"] = part.face_colours
    return arrays


def _part_plan(part: Part) -> dict[str, Any]:
    coloured = part.face_colours is not None
    return {**vars(part.paint), "coloured": coloured, "smooth": part.smooth}


def _stage_plan(stage: Stage, places: dict[int, int]) -> dict[str, Any]:
    camera = stage.camera
    return {
        "parts": [places[id(part)] for part in stage.parts],
        "camera": {
            "eye_m": camera.eye_m,
            "target_m": camera.target_m,
            "up": camera.up,
            "field_of_view_deg": float(np.degrees(camera.field_of_view_rad)),
            "height_m": camera.height_m,
        },
        "sun": stage.sun and vars(stage.sun),
        "lowest_m": stage.lowest_m.tolist(),
    }


def _check_whole(name: str, value: Any, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise _refusal(f"{name} as a whole number from {low} to {high}", repr(value)[:60])


def _refusal(expected: str, found: str) -> InputError:
    return InputError(expected=expected, found=found, do="change it")
