"""`mmwave bench adc`: one frame of 3 x 4 x 128 x 256 samples from points, against the plain sum."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from benchmarks._report import Report, Row
from benchmarks.speed._clock import seconds
from benchmarks.speed._points import Cloud, by_jit, by_numpy, by_this_project, cloud, links_of

_GROWTH_POINTS = (25_000, 80_000, 250_000)


def run(full: bool) -> Report:
    """Measures two clouds.

    Args:
        full: Also how the cost grows with the number of points, where it is above a second.
    """
    rows = [*_few(), *_many()]
    if not full:
        return Report(tuple(rows), ("adc.exponent_points: --full measures it",))
    return Report((*rows, _growth()))


def _few() -> Iterator[Row]:
    few = cloud(417)
    links, ours_s = links_of(few), seconds(lambda: by_this_project(few), 20)
    yield Row.at_most("adc.417.error", _error(few), 1e-3, "")
    yield Row.at_least(
        "adc.417.against_numpy", seconds(lambda: by_numpy(few, links)) / ours_s, 100, ""
    )
    yield Row.at_least(
        "adc.417.against_jit", seconds(lambda: by_jit(few, links), 3) / ours_s, 25, ""
    )


def _many() -> Iterator[Row]:
    many = cloud(5_000)
    links, ours_s = links_of(many), seconds(lambda: by_this_project(many), 10)
    yield Row.at_most("adc.5000.error", _error(many), 1e-3, "")
    yield Row.at_least(
        "adc.5000.against_numpy", seconds(lambda: by_numpy(many, links)) / ours_s, 150, ""
    )


def _error(of: Cloud) -> float:
    """Norm of the difference to the plain sum, relative to it."""
    exact = by_numpy(of, links_of(of))
    return float(np.linalg.norm(np.asarray(by_this_project(of)) - exact) / np.linalg.norm(exact))


def _growth() -> Row:
    """Exponent of the cost in the number of points, fitted over a decade."""
    clouds = [cloud(points) for points in _GROWTH_POINTS]
    times = [seconds(partial(by_this_project, one), 2) for one in clouds]
    slope = np.polyfit(np.log(_GROWTH_POINTS), np.log(times), 1)[0]
    return Row.at_most("adc.exponent_points", float(slope), 1.1, "")
