"""The DCA1000 byte orders, against words laid out by hand after SWRA581B's figures."""

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io._dca1000 import decode_words, encode_samples, make_layout
from mmwave_sim.radar import RadarConfig, TxSchedule, preset


def tiny(receivers: int, samples: int, *, complex_samples: bool = True) -> RadarConfig:
    base = preset("awr1642_openradar")
    return base.replace(
        tx_schedule=TxSchedule((0,)),
        rx_positions_m=base.rx_positions_m[:receivers],
        samples_per_chirp=samples,
        chirps_per_frame=1,
        complex_samples=complex_samples,
    )


def words(*values: int) -> np.ndarray:
    return np.array(values, "<i2")


def test_two_lanes_complex_is_two_i_then_two_q_receiver_after_receiver() -> None:
    layout = make_layout(tiny(2, 4), 2, "i_first", None)
    stream = words(1, 2, -1, -2, 3, 4, -3, -4, 11, 12, -11, -12, 13, 14, -13, -14)
    samples = decode_words(stream, layout)[0, 0, 0]
    assert samples[0].tolist() == [1 - 1j, 2 - 2j, 3 - 3j, 4 - 4j]
    assert samples[1].tolist() == [11 - 11j, 12 - 12j, 13 - 13j, 14 - 14j]


def test_four_lanes_complex_is_all_i_then_all_q_sample_after_sample() -> None:
    layout = make_layout(tiny(4, 2), 4, "i_first", None)
    stream = words(1, 11, 21, 31, -1, -11, -21, -31, 2, 12, 22, 32, -2, -12, -22, -32)
    samples = decode_words(stream, layout)[0, 0, 0]
    assert samples.real.tolist() == [[1, 2], [11, 12], [21, 22], [31, 32]]
    assert samples.imag.tolist() == [[-1, -2], [-11, -12], [-21, -22], [-31, -32]]


def test_two_lanes_real_is_in_sequence() -> None:
    layout = make_layout(tiny(2, 3, complex_samples=False), 2, "i_first", None)
    samples = decode_words(words(1, 2, 3, 11, 12, 13), layout)[0, 0, 0]
    assert samples.tolist() == [[1, 2, 3], [11, 12, 13]]


def test_four_lanes_real_with_two_receivers_off() -> None:
    layout = make_layout(tiny(2, 2, complex_samples=False), 4, "i_first", (1, 3))
    samples = decode_words(words(0, 1, 0, 31, 0, 2, 0, 32), layout)[0, 0, 0]
    assert samples.tolist() == [[1, 2], [31, 32]]
    assert encode_samples(samples[None, None, None], layout).tolist() == [0, 1, 0, 31, 0, 2, 0, 32]


@pytest.mark.parametrize("lanes", [2, 4])
def test_q_first_swaps_the_components(lanes: int) -> None:
    radar = tiny(4, 6)
    stream = np.arange(2 * 4 * 6).astype("<i2")
    i_first = decode_words(stream, make_layout(radar, lanes, "i_first", None))
    q_first = decode_words(stream, make_layout(radar, lanes, "q_first", None))
    assert np.array_equal(q_first, i_first.imag + 1j * i_first.real)


@pytest.mark.parametrize("lanes", [2, 4])
@pytest.mark.parametrize("iq_order", ["i_first", "q_first"])
@pytest.mark.parametrize("receivers", [1, 3, 4])
@pytest.mark.parametrize("complex_samples", [True, False])
def test_encoding_is_the_inverse(
    lanes: int, iq_order: str, receivers: int, complex_samples: bool
) -> None:
    radar = tiny(receivers, 8, complex_samples=complex_samples).replace(
        tx_schedule=TxSchedule((0, 1)), chirps_per_frame=3
    )
    layout = make_layout(radar, lanes, iq_order, None)  # type: ignore[arg-type]
    parts = np.random.default_rng(1).integers(-32768, 32768, (2, 2, *radar.frame_shape))
    samples = (parts[0] + 1j * parts[1]).astype(np.complex64)
    samples = samples if complex_samples else samples.real
    stream = encode_samples(samples, layout)
    assert stream.dtype == np.dtype("<i2")
    assert len(stream) == 2 * layout.frame_words
    assert np.array_equal(decode_words(stream, layout), samples)


def test_rounding_is_half_to_even_and_saturates() -> None:
    layout = make_layout(tiny(1, 8, complex_samples=False), 2, "i_first", None)
    values = np.array([0.5, 1.5, 2.5, -0.5, -1.5, 40000, -40000, 0.49], np.float32)
    stream = encode_samples(values[None, None, None, None], layout)
    assert stream.tolist() == [0, 2, 2, 0, -2, 32767, -32768, 0]


def test_layouts_that_cannot_be() -> None:
    with pytest.raises(InputError, match="even number of complex samples"):
        make_layout(tiny(2, 5), 2, "i_first", None)
    five = tiny(4, 8).replace(rx_positions_m=((0.0, 0.0, 0.0),) * 5)
    with pytest.raises(InputError, match="at most 4 receivers"):
        make_layout(five, 4, "i_first", None)
