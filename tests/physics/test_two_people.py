"""Two people who walk at once are each found where the log says."""

from benchmarks.physics.two_people import rows


def test_both_are_found() -> None:
    found = rows(frames=6, walls=False)
    assert all(row.ok for row in found), found
