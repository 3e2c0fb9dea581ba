"""ADC counts as they are stored, to signed float samples."""

from pathlib import Path
from typing import TypeVar

import numpy as np
from jaxtyping import Complex64, Float32, Num, Real

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import IqOrder
from mmwave_sim.io._files import quote

WORD = 2**16
"""Values of a 16-bit word."""

EXACT_BITS = 24
"""Bits that float32 holds exactly."""


def to_samples(
    array: Num[np.ndarray, "..."], *, complex_samples: bool, adc_bits: int, iq_order: IqOrder
) -> tuple[Complex64[np.ndarray, "..."] | Float32[np.ndarray, "..."], tuple[str, ...]]:
    """Converts counts to complex64 or float32 samples around zero.

    Unsigned integers are either offset binary (the mid-scale `2 ** (adc_bits - 1)` is
    subtracted) or the bits of two's complement words (`2 ** 16` is subtracted from the upper
    half); the reading that gives the smaller power is taken. The same holds for numbers of
    another type that are all integers from 0 to 65535 and exceed 32767. Nothing else is
    removed: not the mean, not leakage.

    Args:
        array: Complex, or real with a trailing I/Q axis of 2 for complex samples, or real.
        complex_samples: Whether complex samples are wanted.
        adc_bits: Resolution of the ADC, bits.
        iq_order: Which of I and Q comes first; `q_first` swaps a complex array's parts.

    Returns:
        The samples, and what was assumed.

    Raises:
        InputError: There are NaN, infinity, or counts beyond float32 or the ADC's resolution.
    """
    if not complex_samples:
        offset, warnings = _offset([array], adc_bits)
        return check_finite(_signed(array, offset), array), warnings
    first, second = (
        (array.real, array.imag) if np.iscomplexobj(array) else (array[..., 0], array[..., 1])
    )
    if iq_order == "q_first":
        first, second = second, first
    offset, warnings = _offset([first, second], adc_bits)
    samples = np.empty(first.shape, np.complex64)
    samples.real = check_finite(_signed(first, offset), first)
    samples.imag = check_finite(_signed(second, offset), second)
    return samples, warnings


def to_words(values: Real[np.ndarray, "..."]) -> "np.ndarray[tuple[int, ...], np.dtype[np.int16]]":
    """Rounds samples half to even to little-endian int16, saturating at its ends.

    Raises:
        InputError: There are NaN or infinity.
    """
    if not np.isfinite(values).all():
        raise _notcheck_finite(values)
    return np.clip(np.rint(values), -(WORD // 2), WORD // 2 - 1).astype("<i2")


def check_numeric(dtype: np.dtype[np.generic], path: Path) -> None:
    """Refuses arrays of anything but numbers.

    Raises:
        InputError: The type is an object, text, a structure, a date or a truth value.
    """
    if dtype.kind not in "iufc":
        raise InputError(
            expected="an array of integer, real or complex numbers",
            found=f"elements of type {quote(str(dtype), 40)} in {quote(path.name)}",
            do="save the raw ADC counts as numbers",
        )


def _signed(array: Real[np.ndarray, "..."], offset: int | None) -> Float32[np.ndarray, "..."]:
    if offset is None:
        with np.errstate(over="ignore"):
            return array.astype(np.float32)
    values = array.astype(np.int32)
    if offset == WORD:
        return (values - WORD * (values >= WORD // 2)).astype(np.float32)
    return (values - offset).astype(np.float32)


def _offset(
    parts: list[Real[np.ndarray, "..."]], adc_bits: int
) -> tuple[int | None, tuple[str, ...]]:
    """What to subtract: None, the mid-scale, or `WORD` for two's complement read as unsigned."""
    low, high = min(p.min() for p in parts), max(p.max() for p in parts)
    unsigned = parts[0].dtype.kind == "u"
    if not unsigned and not (low >= 0 and WORD // 2 <= high < WORD and _integral(parts)):
        return None, ()
    if adc_bits > EXACT_BITS:
        raise InputError(
            expected=f"adc_bits of at most {EXACT_BITS} for unsigned counts",
            found=str(adc_bits),
            do="correct the radar configuration",
        )
    options = [1 << (adc_bits - 1)] * bool(high < 1 << adc_bits) + [WORD] * bool(high < WORD)
    powers = {o: sum(_power(_signed(p, o)) for p in parts) for o in options}
    fitting = [o for o in options if o != WORD or _peak(parts) < 1 << (adc_bits - 1)]
    if not fitting:
        raise InputError(
            expected=f"unsigned counts of {adc_bits} bits",
            found=f"values up to {high}",
            do="check that the radar configuration belongs to this recording",
        )
    best = min(fitting, key=powers.__getitem__)
    plain = best == WORD and high < WORD // 2
    how = "two's complement words" if best == WORD else f"offset binary of {adc_bits} bits"
    told = () if unsigned or plain else (f"counts from 0 to {high:.0f} were read as {how}",)
    return (None if plain else best), told


def _peak(parts: list[Real[np.ndarray, "..."]]) -> float:
    return max(float(np.abs(_signed(part, WORD) + 0.5).max()) for part in parts)


def _power(values: Float32[np.ndarray, "..."]) -> float:
    flat = values.reshape(-1)
    return float(np.dot(flat, flat))


def _integral(parts: list[Real[np.ndarray, "..."]]) -> bool:
    return all(bool((np.rint(part) == part).all()) for part in parts)


Converted = TypeVar("Converted", bound=np.ndarray)


def check_finite(values: Converted, stored: Num[np.ndarray, "..."]) -> Converted:
    """Refuses samples that are not finite, telling from `stored` whether they ever were.

    Raises:
        InputError: There are NaN or infinity, or `stored` holds more than float32 does.
    """
    finite = np.isfinite(values)
    if finite.all():
        return values
    if not np.isfinite(stored).all():
        raise _notcheck_finite(stored)
    raise InputError(
        expected=f"samples of at most {np.finfo(np.float32).max:.1e} (float32)",
        found=f"{finite.size - int(finite.sum())} of {finite.size} values beyond what samples can "
        f"hold",
        do="save the raw ADC counts, unscaled",
    )


def _notcheck_finite(values: Real[np.ndarray, "..."]) -> InputError:
    bad = values.size - int(np.isfinite(values).sum())
    return InputError(
        expected="finite samples",
        found=f"{bad} of {values.size} that are NaN or infinite",
        do="record again or repair the file",
    )
