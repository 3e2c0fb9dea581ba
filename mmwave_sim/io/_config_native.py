"""The project's own radar configuration: JSON with every field of `RadarConfig`."""

import json
from typing import Final

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import Capture, Configuration, check_iq_order, check_lanes
from mmwave_sim.io._codec import decode, encode
from mmwave_sim.io._files import quote
from mmwave_sim.io._json import Json, member, wrong
from mmwave_sim.radar import RadarConfig

FORMAT: Final = "mmwave_sim.radar"
VERSION: Final = 2
"""Version 1 knew only TDM, so its schedules have no subbands."""


def dump_configuration(radar: RadarConfig, capture: Capture | None = None) -> str:
    """The radar, and the byte layout of its capture if there is one, as JSON text.

    Raises:
        InputError: A field is NaN or infinite, which JSON cannot hold.
    """
    document = {"format": FORMAT, "version": VERSION, "radar": encode(radar)}
    if capture is not None:
        document["capture"] = {"iq_order": capture.iq_order, "lanes": capture.lanes}
    try:
        return json.dumps(document, indent=2, allow_nan=False) + "\n"
    except ValueError as error:
        raise InputError(
            expected="finite numbers in the radar configuration",
            found="NaN or infinity",
            do="correct the field",
        ) from error


def is_native(document: Json) -> bool:
    """Whether a JSON document says that it is of this format."""
    return isinstance(document, dict) and document.get("format") == FORMAT


def load_configuration(document: Json) -> Configuration:
    """Reads the JSON that `dump_configuration` wrote.

    Raises:
        InputError: A field is missing, unknown or ill-typed, or the version is another.
    """
    unknown = sorted(set(document) - {"format", "version", "radar", "capture"})
    if unknown:
        raise InputError(
            expected="the fields format, version, radar and capture",
            found=f"also {quote(unknown[0], 60)}",
            do="remove it or correct its name",
        )
    version = member(document, "version", "")
    if version not in (1, VERSION) or isinstance(version, bool):
        raise InputError(
            expected=f"version 1 or {VERSION} of {FORMAT}",
            found=quote(version, 40),
            do="use a release that knows this version",
        )
    fields = member(document, "radar", "")
    radar = decode(RadarConfig, _from_version_1(fields) if version == 1 else fields, "radar")
    if min(radar.tx_schedule.order) < 0:
        raise InputError(
            expected="indices of transmitters in radar.tx_schedule.order",
            found=quote(radar.tx_schedule.order),
            do="count from 0",
        )
    return Configuration(radar, _capture(document.get("capture")))


def _from_version_1(radar: Json) -> Json:
    """The radar of a version 1 document with the fields that version 2 added."""
    where = "radar.tx_schedule"
    schedule = member(radar, "tx_schedule", "radar")
    if member(schedule, "kind", where) != "tdm":
        raise wrong("'tdm'", schedule["kind"], f"{where}.kind")
    if "subbands" in schedule:
        raise InputError(
            expected=f"the fields order and kind in {where} of version 1",
            found="also 'subbands'",
            do="remove it",
        )
    return {**radar, "tx_schedule": {**schedule, "subbands": 0}}


def _capture(document: Json) -> Capture:
    if document is None:
        return Capture()
    iq_order = member(document, "iq_order", "capture")
    lanes = member(document, "lanes", "capture")
    return Capture(
        iq_order=None if iq_order is None else check_iq_order(iq_order),
        lanes=None if lanes is None else check_lanes(lanes),
    )
