"""Phase runs on from a frame to the next."""

from dataclasses import replace

import numpy as np

from benchmarks.physics.frame_step import LIMIT_RAD, recorded, rows, steps


def test_no_seam_between_frames() -> None:
    found = rows(frames=6, references=1)
    assert all(row.ok for row in found), found


def test_a_seam_would_be_seen() -> None:
    recording = recorded(6)
    turned = recording.samples * np.exp(0.2j * (np.arange(6) % 2))[:, None, None, None, None]
    torn = steps(replace(recording, samples=turned)).beyond_neighbours_rad()
    assert np.all(np.abs(torn) > LIMIT_RAD)
