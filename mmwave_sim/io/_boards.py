"""Antenna positions of TI's evaluation boards, which their configuration files do not give."""

import re
from dataclasses import dataclass

from mmwave_sim._errors import InputError
from mmwave_sim.radar._antennas import half_wavelength_m, row, ti_boost_transmitters
from mmwave_sim.radar._config import Vector

CHIPS = {"14": "iwr1443", "16": "awr1642", "18": "iwr1843", "68": "iwr6843"}
"""Chip by the digits of a platform such as `xWR18xx`."""

RECEIVERS = 4
THREE_TX_CHIPS = ("14", "18", "68")


@dataclass(frozen=True)
class Board:
    """An evaluation board.

    Attributes:
        device: Chip name, "" when unknown.
        design_frequency_hz: Frequency whose half wavelength is the antenna pitch, Hz.
        antenna_gain_db: Peak gain of one antenna, dBi.
    """

    device: str
    design_frequency_hz: float
    antenna_gain_db: float


def find_board(platform: str, start_frequency_hz: float) -> Board:
    """The board of a platform such as `xWR18xx` or `awr1843`, or else of the carrier.

    A 60 GHz carrier without a platform is read as an IWR6843ISK; a 77 GHz one as a board whose
    chip is unknown.

    Raises:
        InputError: The platform is one with antennas on the package, or a two-dimensional array.
    """
    if re.search(r"AOP|ODS", platform, re.IGNORECASE):
        raise InputError(
            expected="a board with TI's BOOST or ISK antenna layout",
            found=f"the platform {quote_platform(platform)}",
            do="write the antenna positions into a JSON configuration (see docs/formats.md)",
        )
    digits = re.search(r"[XAI]WR(\d\d)", platform, re.IGNORECASE)
    if start_frequency_hz < 70e9:
        return Board("iwr6843", 62e9, 7.0)
    return Board(CHIPS.get(digits[1], "") if digits else "", 79e9, 9.0)


def receiver_positions(board: Board, mask: int) -> tuple[Vector, ...]:
    """Positions of the enabled receivers, m, out of a row of four half wavelengths apart.

    Raises:
        InputError: The mask enables none, or one that the board does not have.
    """
    return _enabled(row(RECEIVERS, half_wavelength_m(board.design_frequency_hz)), mask, "receiver")


def transmitter_positions(board: Board, mask: int) -> tuple[Vector, ...]:
    """Positions of the enabled transmitters, m.

    A board known to have three, or a mask that enables the third, is laid out by position. Any
    other has two at most, two wavelengths apart: the outer two of the three.

    Raises:
        InputError: As `receiver_positions`.
    """
    three = ti_boost_transmitters(board.design_frequency_hz)
    has_three = board.device[3:5] in THREE_TX_CHIPS or mask > 0b11
    return _enabled(three if has_three else (three[0], three[2]), mask, "transmitter")


def bits(mask: int) -> tuple[int, ...]:
    """Indices of the bits that are set, lowest first."""
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def quote_platform(platform: str) -> str:
    """A platform's name, cut short and printable."""
    return ascii(platform.strip()[:40])


def _enabled(positions: tuple[Vector, ...], mask: int, what: str) -> tuple[Vector, ...]:
    if mask <= 0 or mask.bit_length() > len(positions):
        raise InputError(
            expected=f"a mask of 1 to {len(positions)} enabled {what}s",
            found=f"{mask:#x}",
            do="correct the channel configuration or write a JSON configuration",
        )
    return tuple(positions[i] for i in bits(mask))
