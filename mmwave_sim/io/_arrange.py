"""Which axes an array has: the forms that fit a radar, brought to frame chirp tx rx sample."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Num, Shaped

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import Configuration
from mmwave_sim.io._files import quote
from mmwave_sim.radar import PRESETS, RadarConfig

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """An array in a file, before it is read.

    Attributes:
        name: Its name ("" in formats that hold a single array).
        shape: Its shape.
        is_complex: Whether its elements are complex.
        may_transpose: Whether it may hold MATLAB's order of axes.
    """

    name: str
    shape: Shape
    is_complex: bool
    may_transpose: bool = False


@dataclass(frozen=True)
class Fit:
    """How an array belongs to a radar.

    Attributes:
        found: The array.
        radar: The radar.
        transposed: Whether the array's axes lie in reverse.
        warnings: What was assumed.
    """

    found: Found
    radar: RadarConfig
    transposed: bool
    warnings: tuple[str, ...] = ()


def choose(
    arrays: list[Found], configuration: Configuration | None, transposed: bool | None
) -> Fit:
    """Chooses the one array that fits the configured radar, or else exactly one preset.

    Args:
        arrays: The arrays of a file.
        configuration: The radar, or None to look among the presets.
        transposed: Whether the axes lie in reverse; None tries both for MATLAB's files.

    Raises:
        InputError: No array fits, or more than one does, or more than one preset.
    """
    if configuration is None:
        fits = _inferred(arrays, transposed)
        wanted = f"an array that fits one of the presets {', '.join(PRESETS)}"
    else:
        fits = _fitting(arrays, [configuration.radar], transposed) or _one_channel(
            arrays, [configuration.radar], transposed
        )
        wanted = f"an array that fits {_describe(configuration)}"
    if len(fits) == 1:
        return fits[0]
    raise _no_choice(arrays, fits, wanted)


def arrange(array: Num[np.ndarray, "..."], radar: RadarConfig) -> Num[np.ndarray, "..."]:
    """Brings an array of a form that fits to (frame, chirp, tx, rx, sample[, iq])."""
    shape = _without_iq(array.shape, np.iscomplexobj(array), radar)
    assert shape is not None, "choose() admits only arrays that fit"
    tail = array.shape[len(shape) :]
    if _order(shape, radar) == "rx first":
        chirps, _, receivers, samples = radar.frame_shape
        return array.reshape(-1, receivers, chirps, 1, samples, *tail).transpose(
            0, 2, 3, 1, 4, *range(5, 5 + len(tail))
        )
    return array.reshape(-1, *radar.frame_shape, *tail)


def reverse_axes(array: Shaped[np.ndarray, "..."]) -> Shaped[np.ndarray, "..."]:
    """The array with its axes in reverse: MATLAB's order from ours and back."""
    return array.transpose()


def _order(shape: Shape | None, radar: RadarConfig) -> str | None:
    """How the axes of `shape` lie, None when they do not fit; a leading frame axis is optional."""
    chirps, slots, receivers, samples = radar.frame_shape
    plain: list[Shape] = [
        (chirps, slots, receivers, samples),
        (chirps, slots * receivers, samples),
        (chirps * slots, receivers, samples),
    ]
    if slots * receivers == 1:
        plain.append((chirps, samples))
    rx_first: list[Shape] = [(receivers, chirps, samples)] if slots == 1 else []
    if shape is None or 0 in shape:
        return None
    forms = [("plain", plain)]
    if radar.device.startswith("bgt"):
        forms.insert(0, ("rx first", rx_first))
    return next((name for name, form in forms if shape in form or shape[1:] in form), None)


def _without_iq(shape: Shape, is_complex: bool, radar: RadarConfig) -> Shape | None:
    """The shape without its I/Q axis; None when the numbers are not of the radar's kind."""
    if is_complex:
        return shape if radar.complex_samples else None
    if not radar.complex_samples:
        return shape
    return shape[:-1] if shape and shape[-1] == 2 else None


def _fitting(
    arrays: list[Found], radars: Iterable[RadarConfig], transposed: bool | None
) -> list[Fit]:
    return [
        fit
        for radar in radars
        for found in arrays
        for fit in _orientations(found, radar, transposed)[:1]
    ]


def _orientations(found: Found, radar: RadarConfig, transposed: bool | None) -> list[Fit]:
    tries = (transposed,) if transposed is not None else (False, True)[: 1 + found.may_transpose]
    shapes = {False: found.shape, True: found.shape[::-1]}
    fits = [
        Fit(found, radar, reverse)
        for reverse in tries
        if _order(_without_iq(shapes[reverse], found.is_complex, radar), radar) is not None
    ]
    if len(fits) < 2:
        return fits
    line = (
        f"an array of shape {found.shape} fits with its axes in reverse too; if the picture is "
        f"wrong, pass transposed=True"
    )
    return [replace(fit, warnings=(line,)) for fit in fits]


def _one_channel(
    arrays: list[Found], radars: Iterable[RadarConfig], transposed: bool | None
) -> list[Fit]:
    fits = _fitting(arrays, [r.single_channel() for r in radars if _channels(r) > 1], transposed)
    line = "one channel only: taken as TX slot 0 and RX 0; there is no angle to measure"
    return [replace(fit, warnings=(*fit.warnings, line)) for fit in fits]


def _inferred(arrays: list[Found], transposed: bool | None) -> list[Fit]:
    radars = [build() for build in PRESETS.values()]
    fits = _fitting(arrays, radars, transposed) or _one_channel(arrays, radars, transposed)
    return [replace(fit, warnings=(_assumed(fit), *fit.warnings)) for fit in fits]


def _assumed(fit: Fit) -> str:
    name = fit.radar.name.split(":")[0]
    return (
        f"no radar configuration: assumed {name}, the only preset whose shape fits; "
        f"pass radar= (--radar PRESET or FILE) if it was another"
    )


def _no_choice(arrays: list[Found], fits: list[Fit], wanted: str) -> InputError:
    if fits:
        names = ", ".join(f"{quote(f.found.name, 30)} as {f.radar.name}" for f in fits[:6])
        found = f"several that do: {names}" if fits[0].found.name else _radars(fits)
        do = "name the radar with radar= (--radar PRESET or FILE)"
        if fits[0].found.name:
            do += ", or the array with variable= (--variable)"
        return InputError(expected=wanted, found=found, do=do)
    shapes = ", ".join(
        f"{a.name + ' ' if a.name else ''}{a.shape} {'complex' if a.is_complex else 'real'}"
        for a in arrays[:6]
    )
    return InputError(
        expected=wanted,
        found=f"{_empty(arrays)}shape {quote(shapes)[1:-1]}" if arrays else "no numeric array",
        do="name the radar that recorded it with radar= (--radar PRESET or FILE)",
    )


def _empty(arrays: list[Found]) -> str:
    """What a single array lacks whatever the radar."""
    shape = arrays[0].shape
    if len(arrays) > 1 or (shape and 0 not in shape):
        return ""
    if not shape:
        return "a single number, "
    return "no frames, " if shape[0] == 0 else "no samples, "


def _radars(fits: list[Fit]) -> str:
    return f"several presets that do: {', '.join(fit.radar.name for fit in fits)}"


def _describe(configuration: Configuration) -> str:
    radar = configuration.radar
    kind = "complex or (..., I and Q)" if radar.complex_samples else "real"
    origin = f" of {quote(configuration.source, 40)}" if configuration.source else ""
    axes = " x ".join(map(str, radar.frame_shape))
    return f"the radar{origin}: {axes} (chirp x tx x rx x sample), {kind}"


def _channels(radar: RadarConfig) -> int:
    return radar.slots * radar.receivers
