"""The figures of docs/physics/schedules.md, to the limits of the bench."""

from benchmarks.physics import schedules


def test_every_figure_keeps_to_its_limit() -> None:
    for row in schedules.rows():
        assert row.ok, f"{row.id}: {row.value:.3g} {row.unit}, limit {row.limit:g}"
