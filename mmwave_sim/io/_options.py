"""What the caller of `read_recording` chose, checked once."""

from dataclasses import dataclass
from pathlib import Path

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import (
    Capture,
    Configuration,
    IqOrder,
    Lanes,
    check_iq_order,
    check_lanes,
    default_lanes,
)
from mmwave_sim.io._dca1000 import Layout, make_layout
from mmwave_sim.io._files import quote


@dataclass(frozen=True)
class Options:
    """Choices of the caller; None where there was none.

    Attributes:
        configuration: The radar and its byte layout.
        iq_order: Which of I and Q comes first.
        lanes: LVDS lanes of a byte stream.
        variable: Name of the array in a file of several.
        transposed: Whether an array's axes lie in reverse.
        drop_partial: Whether to leave out a last frame that is not whole.
        max_bytes: Limit on the decoded samples, bytes.
    """

    configuration: Configuration | None
    iq_order: IqOrder | None
    lanes: Lanes | None
    variable: str | None
    transposed: bool | None
    drop_partial: bool
    max_bytes: int

    def checked(self) -> "Options":
        """Itself.

        Raises:
            InputError: `iq_order` or `lanes` is no such thing, or `max_bytes` is negative.
        """
        if self.iq_order is not None:
            check_iq_order(self.iq_order)
        if self.lanes is not None:
            check_lanes(self.lanes)
        if self.max_bytes < 0:
            raise InputError(
                expected="max_bytes (--max-bytes) of 0 or more",
                found=str(self.max_bytes),
                do="give the largest size of the samples in bytes",
            )
        return self

    def refuse(self, path: Path, *names: str) -> None:
        """Refuses options that mean nothing in this format.

        Raises:
            InputError: One of `names` is given.
        """
        for name in names:
            if getattr(self, name) not in (None, False):
                raise InputError(
                    expected=f"no {name} for {quote(path.name)}",
                    found=f"{name}={getattr(self, name)!r:.60}",
                    do="leave it out: this format has no such choice",
                )

    def layout(self, configuration: Configuration) -> Layout:
        """The byte layout: the caller's choice, else the configuration's, else the chip's.

        Raises:
            InputError: The radar's samples cannot lie so, or the stream holds more than samples.
        """
        radar, capture = configuration.radar, configuration.capture
        _refuse_unreadable(capture, configuration.source)
        lanes = self.lanes or capture.lanes or default_lanes(radar)
        iq_order = self.iq_order or capture.iq_order or "i_first"
        return make_layout(radar, lanes, iq_order, capture.receivers)


def check_size(decoded_bytes: int, options: Options, path: Path) -> None:
    """Refuses what would take more memory than allowed.

    Raises:
        InputError: It would.
    """
    if decoded_bytes > options.max_bytes:
        raise InputError(
            expected=f"at most {options.max_bytes / 2**20:.0f} MiB of samples",
            found=f"{decoded_bytes / 2**20:.0f} MiB in {quote(path.name)}",
            do="split the recording, or raise max_bytes (--max-bytes)",
        )


def _refuse_unreadable(capture: Capture, source: str) -> None:
    if capture.refusal:
        raise InputError(
            expected=f"a stream of samples on 2 or 4 lanes, under {quote(source)}",
            found=capture.refusal,
            do="change the configuration and record again",
        )
