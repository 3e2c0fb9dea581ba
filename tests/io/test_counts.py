"""Counts to samples: what is subtracted, and when."""

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io._counts import to_samples

RNG = np.random.default_rng(0)


def real(array: np.ndarray, bits: int) -> tuple[np.ndarray, tuple[str, ...]]:
    return to_samples(array, complex_samples=False, adc_bits=bits, iq_order="i_first")


@pytest.mark.parametrize(("dtype", "bits"), [("u2", 12), ("u2", 16), ("u4", 12), ("u1", 8)])
def test_offset_binary_loses_its_mid_scale_and_nothing_else(dtype: str, bits: int) -> None:
    middle = 2 ** (bits - 1)
    counts = RNG.integers(middle - 100, middle + 100, 1000)
    samples, warnings = real(counts.astype(dtype), bits)
    assert np.array_equal(samples, counts - middle)
    assert samples.mean() != 0
    assert warnings == ()


@pytest.mark.parametrize("dtype", ["u2", "u4", "i4", "i8", "f4", "f8"])
def test_words_read_without_their_sign(dtype: str) -> None:
    expected = RNG.integers(-300, 300, 1000)
    samples, warnings = real((expected % 2**16).astype(dtype), 16)
    assert np.array_equal(samples, expected)
    assert bool(warnings) == (dtype[0] != "u")


def test_words_read_without_their_sign_in_complex_numbers() -> None:
    expected = RNG.integers(-300, 300, (2, 1000))
    wrapped = expected % 2**16
    samples, warnings = to_samples(
        wrapped[0] + 1j * wrapped[1], complex_samples=True, adc_bits=16, iq_order="i_first"
    )
    assert np.array_equal(samples, expected[0] + 1j * expected[1])
    assert warnings == ("counts from 0 to 65535 were read as two's complement words",)


def test_small_unsigned_counts_stay() -> None:
    counts = RNG.integers(0, 100, 1000)
    assert np.array_equal(real(counts.astype("u2"), 16)[0], counts)


@pytest.mark.parametrize("dtype", ["i2", "i4", "f4", "f8"])
def test_signed_numbers_stay(dtype: str) -> None:
    counts = RNG.integers(1000, 3000, 1000)
    samples, warnings = real(counts.astype(dtype), 12)
    assert np.array_equal(samples, counts)
    assert warnings == ()


def test_fractions_up_to_65535_stay() -> None:
    values = RNG.uniform(0, 60000, 1000)
    assert np.array_equal(real(values, 16)[0], values.astype(np.float32))


@pytest.mark.parametrize(
    ("values", "bits"), [([0, 5000], 12), ([0, 2**31], 16), ([0, 40], 60), ([2**63], 16)]
)
def test_counts_beyond_the_resolution(values: list[int], bits: int) -> None:
    with pytest.raises(InputError, match="unsigned counts"):
        real(np.array(values, np.uint64), bits)
