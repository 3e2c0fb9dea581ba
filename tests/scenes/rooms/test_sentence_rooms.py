"""Rooms of sentences: a seed keeps the room that it always had."""

from scenes import parse


def test_a_seed_keeps_its_furniture() -> None:
    """Recordings name their scenes by sentence and seed, so these must not move."""
    spec = parse("two people stand still in the office", seed=3)
    assert [(item.kind, item.position_m[:2]) for item in spec.objects[:3]] == [
        ("desk", (3.004, -2.12)),
        ("chair", (5.445, 1.528)),
        ("bookshelf", (5.51, -0.948)),
    ]
    assert spec.objects[0].size_m == (0.7, 1.4, 0.74)
