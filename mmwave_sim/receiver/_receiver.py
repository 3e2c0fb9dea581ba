"""From ideal beat samples to ADC counts, one effect after the other (docs/receiver.md)."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim._errors import InputError
from mmwave_sim.radar import RadarConfig, RadarParameters, parameters
from mmwave_sim.receiver._converter import counts_per_root_watt, quantize
from mmwave_sim.receiver._echo import Echo
from mmwave_sim.receiver._if_filter import IfFilter
from mmwave_sim.receiver._interference import interference
from mmwave_sim.receiver._leakage import Leakage, leakage_echo
from mmwave_sim.receiver._options import ReceiverOptions
from mmwave_sim.receiver._phase_noise import oscillator, residual_phase_rad
from mmwave_sim.receiver._thermal import thermal_noise

# Each effect draws from its own key, so that switching one on leaves the others' draws alone.
_OSCILLATOR, _THERMAL, _INTERFERENCE = 0, 1, 2

Beat = Complex[Array, "*batch chirp tx rx sample"]
Spectrum = Complex[Array, "*batch chirp tx 1 tone"]
Counts = Complex[Array, "*batch chirp tx rx sample"] | Float[Array, "*batch chirp tx rx sample"]


def receive(
    beat: Beat | Echo | Sequence[Echo],
    radar: RadarConfig,
    key: Array | None,
    options: ReceiverOptions = ReceiverOptions(),  # noqa: B008
    *,
    params: RadarParameters | None = None,
    start_s: Float[Array, ""] | float = 0.0,
) -> Counts:
    """Turns ideal beat samples, sqrt(W), into ADC counts.

    The IF filter is applied here to leakage, interference and noise. To echoes it belongs before
    sampling: whoever makes them multiplies each path by `IfFilter.response(slope * delay)`.

    Args:
        beat: Complex beat samples of a frame, whole, as one echo or as echoes of different delay.
            Phase noise needs echoes. A chirp axis of 1 stands for the same in every chirp.
        radar: Sets noise, gain, resolution, and whether I and Q or one of them is kept.
        key: Random key; may be None if no effect is random.
        options: Which effects are on.
        params: Waveform and gain of the channels for leakage; those of `radar` if left out.
        start_s: Start of the frame on the recording's clock, for interferers, s.

    Raises:
        InputError: A random effect has no key, the key is not one, phase noise has no echoes, the
            samples do not have the radar's shape, or a real receiver is to have I and Q errors.
    """
    echoes = _as_echoes(beat, radar, options)
    keys = _keys(key, options)
    empty = _empty(echoes, radar)
    drawn = None
    if options.phase_noise is not None:
        drawn = oscillator(options.phase_noise, keys[_OSCILLATOR], empty, radar)
    signal = _mixed(echoes, empty, drawn, radar)
    broad = _added(empty, radar, keys, options, start_s)
    if options.leakage is not None:
        values = parameters(radar) if params is None else params
        tone, skirt = _leaked(options.leakage, empty, drawn, values, radar, options.if_filter)
        signal, broad = signal + tone, broad + skirt
    signal = signal + (
        broad if options.if_filter is None else options.if_filter.apply(broad, radar)
    )
    if options.compression is not None:
        signal = options.compression.apply(signal)
    if options.iq_imbalance is not None:
        signal = options.iq_imbalance.apply(signal)
    return _converted(signal, radar, options)


def _mixed(echoes: Sequence[Echo], empty: Beat, drawn: Spectrum | None, radar: RadarConfig) -> Beat:
    """Sum of the echoes, each with what its delay leaves of the oscillator's phase noise."""
    total = empty
    for echo in echoes:
        mixed = echo.beat
        if drawn is not None:
            mixed = mixed * jnp.exp(1j * residual_phase_rad(drawn, echo.delay_s, radar))
        total = total + mixed.astype(empty.dtype)
    return total


def _added(
    empty: Beat,
    radar: RadarConfig,
    keys: Sequence[Array],
    options: ReceiverOptions,
    start_s: Float[Array, ""] | float,
) -> Beat:
    """Interference and thermal noise, unfiltered."""
    total = empty
    for i, other in enumerate(options.interferers):
        own = jax.random.fold_in(keys[_INTERFERENCE], i)
        total = total + interference(other, own, empty, radar, start_s)
    if options.thermal_noise:
        total = total + thermal_noise(keys[_THERMAL], empty, radar)
    return total


def _leaked(
    leakage: Leakage,
    empty: Beat,
    drawn: Spectrum | None,
    params: RadarParameters,
    radar: RadarConfig,
    if_filter: IfFilter | None,
) -> tuple[Beat, Beat]:
    """Leakage as a tone behind the IF filter, and the skirt of phase noise before the filter.

    The high-pass takes the tone down and not the skirt, which reaches far above its corners.
    """
    echo = leakage_echo(leakage, params, radar)
    tone, skirt = echo.beat, empty
    if drawn is not None:
        skirt = tone * jnp.expm1(1j * residual_phase_rad(drawn, echo.delay_s, radar))
    if if_filter is not None:
        tone = tone * if_filter.response(params.slope_hz_per_s * echo.delay_s, radar)
    return tone.astype(empty.dtype), skirt.astype(empty.dtype)


def _converted(signal: Beat, radar: RadarConfig, options: ReceiverOptions) -> Counts:
    kept = signal if radar.complex_samples else 2**0.5 * jnp.real(signal)
    counts = kept * counts_per_root_watt(radar)
    if options.dc_offset is not None:
        counts = options.dc_offset.add(counts)
    return quantize(counts, radar.adc_bits) if options.quantization else counts


def _empty(echoes: Sequence[Echo], radar: RadarConfig) -> Beat:
    """Zeros of the shape and precision of the whole."""
    shape = jnp.broadcast_shapes(*(echo.beat.shape for echo in echoes), radar.frame_shape)
    return jnp.zeros(shape, jnp.result_type(jnp.complex64, *(echo.beat for echo in echoes)))


def _keys(key: Array | None, options: ReceiverOptions) -> list[Array]:
    if key is not None:
        _check_key(key)
        return [jax.random.fold_in(key, i) for i in (_OSCILLATOR, _THERMAL, _INTERFERENCE)]
    if random := options.random_effects():
        raise InputError(
            expected="a random key", found="None", do=f"give one for {', '.join(random)}"
        )
    return []


def _check_key(key: Array) -> None:
    """Refuses what is not one key, of JAX's typed kind or of the older one of two words."""
    kind = getattr(key, "dtype", None)
    typed = kind is not None and jnp.issubdtype(kind, jax.dtypes.prng_key)
    words = 0 if typed else 1
    if not ((typed or kind == jnp.uint32) and key.ndim == words):
        raise InputError(
            expected="one random key",
            found=" ".join(repr(key).split())[:60],
            do="make it with jax.random.key",
        )


def _as_echoes(
    beat: Beat | Echo | Sequence[Echo], radar: RadarConfig, options: ReceiverOptions
) -> list[Echo]:
    if _is_array(beat) and options.phase_noise is not None:
        raise InputError(
            expected="echoes with their delays, because phase_noise is on",
            found="one array of samples",
            do="pass a sequence of Echo",
        )
    if options.iq_imbalance is not None and not radar.complex_samples:
        raise InputError(
            expected="complex samples for iq_imbalance",
            found=f"real samples of {radar.name!r}",
            do="leave iq_imbalance out",
        )
    echoes = _listed(beat)
    for echo in echoes:
        _check_shape(echo.beat, radar)
    return echoes


def _check_shape(beat: Beat, radar: RadarConfig) -> None:
    chirps, *channel = radar.frame_shape
    fits = beat.ndim >= 4 and beat.shape[-4] in (1, chirps) and list(beat.shape[-3:]) == channel
    if not fits:
        raise InputError(
            expected=f"samples of shape (..., {chirps} or 1, {', '.join(map(str, channel))})",
            found=str(beat.shape),
            do=f"give chirps, slots, receivers and samples of {radar.name!r}",
        )


def _listed(beat: Beat | Echo | Sequence[Echo]) -> list[Echo]:
    if isinstance(beat, Echo):
        return [beat]
    return [Echo(beat, 0.0)] if _is_array(beat) else list(beat)  # type: ignore[arg-type]


def _is_array(beat: Beat | Echo | Sequence[Echo]) -> bool:
    return hasattr(beat, "dtype")
