"""Distributions: moments against closed forms, limits, JSON, and what they refuse."""

import math

import numpy as np
import pytest
from scipy import stats

from mmwave_sim import InputError
from mmwave_sim.randomization import (
    Choice,
    Constant,
    Distribution,
    LogUniform,
    Normal,
    Uniform,
    Whole,
    decode,
    encode,
)

DRAWS = 4000

# Variance and fourth central moment by SciPy's own distributions or by hand: (b - a)^2 / 12 of a
# uniform one, (n^2 - 1) / 12 of n whole numbers, p (1 - p) of a coin.
CASES: dict[str, tuple[Distribution, float, float]] = {
    "constant": (Constant(2.5), 2.5, 0.0),
    "uniform": (Uniform(-1.0, 3.0), 1.0, 16 / 12),
    "log_uniform": (
        LogUniform(0.5, 8.0),
        float(stats.loguniform(0.5, 8.0).mean()),
        float(stats.loguniform(0.5, 8.0).var()),
    ),
    "normal": (Normal(1.0, 2.0), 1.0, 4.0),
    "cut_normal": (
        Normal(1.0, 2.0, -1.0, 2.0),
        float(stats.truncnorm(-1.0, 0.5, 1.0, 2.0).mean()),
        float(stats.truncnorm(-1.0, 0.5, 1.0, 2.0).var()),
    ),
    "half_normal": (Normal(0.0, 3.0, low=0.0), 3 * math.sqrt(2 / math.pi), 9 * (1 - 2 / math.pi)),
    "whole": (Whole(-2, 4), 1.0, (7**2 - 1) / 12),
    "choice": (Choice((1.0, 2.0, 4.0), (1.0, 2.0, 1.0)), 2.25, 0.25 + 1.0 + 4.0 - 2.25**2 + 1.0),
    "coin": (Choice((False, True), (0.7, 0.3)), 0.3, 0.21),
}


def drawn(distribution: Distribution, count: int = DRAWS) -> np.ndarray:
    generator = np.random.default_rng(7)
    return np.array([float(distribution.draw(generator)) for _ in range(count)])


@pytest.mark.parametrize("name", CASES)
def test_mean_and_variance_are_those_of_the_closed_form(name: str) -> None:
    distribution, mean, variance = CASES[name]
    values = drawn(distribution)
    fourth = float(np.mean((values - mean) ** 4))
    assert distribution.mean == pytest.approx(mean, rel=1e-12)
    # Four standard errors of each; that of the variance is sqrt((m4 - v^2) / n).
    assert abs(values.mean() - mean) <= 4 * math.sqrt(variance / DRAWS)
    error = math.sqrt(max(0.0, fourth - variance**2) / DRAWS)
    assert abs(np.mean((values - mean) ** 2) - variance) <= 4 * error


@pytest.mark.parametrize(
    ("distribution", "reference"),
    [
        (Uniform(-1.0, 3.0), stats.uniform(-1.0, 4.0)),
        (LogUniform(0.5, 8.0), stats.loguniform(0.5, 8.0)),
        (Normal(1.0, 2.0), stats.norm(1.0, 2.0)),
        (Normal(1.0, 2.0, -1.0, 2.0), stats.truncnorm(-1.0, 0.5, 1.0, 2.0)),
        (Normal(0.0, 1.0, 4.0, 4.5), stats.truncnorm(4.0, 4.5)),
    ],
    ids=["uniform", "log-uniform", "normal", "cut normal", "tail of a normal"],
)
def test_the_whole_distribution_is_right(distribution: Distribution, reference: object) -> None:
    # Kolmogorov and Smirnov: at this seed and size a right distribution fails once in 10^4.
    assert stats.kstest(drawn(distribution), reference.cdf).pvalue > 1e-4  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", CASES)
def test_draws_keep_to_what_is_possible(name: str) -> None:
    distribution = CASES[name][0]
    values, possible = drawn(distribution), [float(v) for v in distribution.possible()]
    assert min(possible) <= values.min() <= values.max() <= max(possible)
    if isinstance(distribution, Choice | Whole | Constant):
        assert len(np.unique(values)) == len(range(-2, 5) if name == "whole" else possible)


def test_choice_keeps_to_its_weights_and_types() -> None:
    choice = Choice(("metal", "wood", "glass"), (3.0, 1.0, 0.0))
    generator = np.random.default_rng(1)
    found = [choice.draw(generator) for _ in range(DRAWS)]
    share = found.count("metal") / DRAWS
    assert abs(share - 0.75) < 4 * math.sqrt(0.75 * 0.25 / DRAWS)
    assert found.count("glass") == 0
    assert type(Choice((True, False)).draw(generator)) is bool
    assert type(Whole(0, 3).draw(generator)) is int
    with pytest.raises(InputError, match="numbers to average; found 'metal'"):
        _ = choice.mean


@pytest.mark.parametrize("name", [*CASES, "text"])
def test_json_round_trip(name: str) -> None:
    import json

    distribution = CASES[name][0] if name in CASES else Choice(("a", "b"))
    document = json.loads(json.dumps(encode(distribution)))
    assert decode(document, "here") == distribution


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Uniform(2.0, 1.0), "low below high in Uniform; found low 2, high 1"),
        (lambda: Uniform(0.0, math.inf), "finite number as high of Uniform; found inf"),
        (lambda: Uniform("0", 1.0), "finite number as low of Uniform"),  # type: ignore[arg-type]
        (lambda: LogUniform(0.0, 1.0), "low above 0 in LogUniform"),
        (lambda: Normal(0.0, 0.0), "deviation above 0 in Normal; found 0"),
        (lambda: Normal(math.nan, 1.0), "finite number as centre of Normal"),
        (lambda: Normal(0.0, 1.0, 2.0, 1.0), "low and high of Normal"),
        (lambda: Normal(0.0, 1.0, 9.0, 10.0), "low and high of Normal"),
        (lambda: Whole(0, 1.5), "whole numbers low and high in Whole"),  # type: ignore[arg-type]
        (lambda: Choice(()), "options in Choice; found none"),
        (lambda: Choice((1.0, math.inf)), "option of Choice; found inf"),
        (lambda: Choice((1, 2), (1.0,)), "2 weights of Choice"),
        (lambda: Choice((1, 2), (0.0, 0.0)), "not all 0"),
        (lambda: Choice((1, 2), (-1.0, 2.0)), "of 0 or more"),
        (lambda: Constant(None), "value of Constant; found None"),  # type: ignore[arg-type]
        (lambda: decode({"kind": "cauchy"}, "a.b"), "a.b with a kind, one of constant"),
        (lambda: decode(3, "a.b"), "a.b with a kind"),
        (lambda: decode({"kind": "uniform", "low": 0}, "a.b"), "uniform distribution in a.b"),
        (
            lambda: decode({"kind": "uniform", "low": 2, "high": 1}, "a.b"),
            "distribution in a.b; found expected low below high",
        ),
        (
            lambda: decode({"kind": "uniform", "low": 0, "high": 1, "mid": 2}, "a.b"),
            "fields low, high; found also 'mid'",
        ),
    ],
)
def test_what_is_wrong_is_named(make: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        make()  # type: ignore[operator]
