"""How the bytes of a capture are laid out, which a radar's waveform does not say."""

from dataclasses import dataclass
from typing import Literal

from mmwave_sim._errors import InputError
from mmwave_sim.io._files import quote
from mmwave_sim.radar import RadarConfig

IqOrder = Literal["i_first", "q_first"]
Lanes = Literal[2, 4]

FOUR_LANE_CHIPS = ("12", "14", "22")
"""Digits after `AWR` or `IWR` of the chips that send each receiver on a lane of its own."""


@dataclass(frozen=True)
class Capture:
    """The byte layout of a capture, as far as a configuration file states it.

    Attributes:
        iq_order: Which of I and Q comes first (None: not stated).
        lanes: Number of LVDS lanes (None: not stated).
        receivers: Indices of the enabled receivers, that is, of their lanes out of four.
        refusal: Why raw bytes captured under this configuration cannot be read ("" if they can).
    """

    iq_order: IqOrder | None = None
    lanes: Lanes | None = None
    receivers: tuple[int, ...] | None = None
    refusal: str = ""


@dataclass(frozen=True)
class Configuration:
    """What a configuration file says: the radar, and how its capture is laid out.

    Attributes:
        radar: The radar.
        capture: The byte layout.
        source: Where this came from, for messages ("" when the caller gave it).
    """

    radar: RadarConfig
    capture: Capture = Capture()
    source: str = ""


def default_lanes(radar: RadarConfig) -> Lanes:
    """Four for the chips without an own processor and the xWR14xx, two for all others."""
    return 4 if radar.device[3:5] in FOUR_LANE_CHIPS else 2


def check_iq_order(value: object) -> IqOrder:
    """Checks the name of an I/Q order.

    Raises:
        InputError: It is none.
    """
    if value == "i_first" or value == "q_first":
        return "i_first" if value == "i_first" else "q_first"
    raise InputError(expected="iq_order i_first or q_first", found=quote(value), do="choose one")


def check_lanes(value: object) -> Lanes:
    """Checks a number of LVDS lanes.

    Raises:
        InputError: It is neither 2 nor 4.
    """
    if isinstance(value, int) and value in (2, 4):
        return 2 if value == 2 else 4
    raise InputError(expected="lanes 2 or 4", found=quote(value), do="choose one")
