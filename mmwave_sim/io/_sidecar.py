"""Finding the configuration that lies beside a recording."""

from pathlib import Path

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import Configuration
from mmwave_sim.io._config import configuration_of, read_configuration
from mmwave_sim.io._config_native import FORMAT
from mmwave_sim.io._files import quote, reading
from mmwave_sim.io._json import read_json
from mmwave_sim.io._limits import CONFIG_BYTES

HEAD_BYTES = 2**16
"""How far into a `.cfg` the first radar command is looked for."""

JSON_MARKS = (FORMAT.encode(), b"mmwavedevices", b"configused", b"device_config")
"""In lower case, what a radar's JSON holds even where it is broken."""


def find_sidecar(recording: Path) -> Configuration | None:
    """The configuration beside a recording, or None.

    Looked for are `STEM.json`, `STEM.radar.json`, `STEM.mmwave.json` and `STEM.cfg`, then
    `config.json`, then the only `*.mmwave.json` and the only `*.cfg` of the folder. `.json` and
    `.cfg` files that are no radar configuration are passed over, whatever they hold.

    Raises:
        InputError: One is found that is broken, or several that are equally near.
    """
    with reading(recording.parent, "a folder that can be listed"):
        groups = [
            *([path] for path in _by_name(recording) if path.is_file()),
            *(
                sorted(path for path in recording.parent.glob(pattern) if path.is_file())
                for pattern in ("*.mmwave.json", "*.cfg")
            ),
        ]
    for group in groups:
        found = [c for path in group if (c := _configuration(path)) is not None]
        if len(found) > 1:
            raise InputError(
                expected="one configuration beside the recording",
                found=", ".join(quote(c.source, 40) for c in found[:4]),
                do="name the one to use with radar= (--radar FILE)",
            )
        if found:
            return found[0]
    return None


def _by_name(recording: Path) -> list[Path]:
    ends = (".json", ".radar.json", ".mmwave.json", ".cfg")
    names = [*(f"{recording.stem}{end}" for end in ends), "config.json"]
    return [recording.with_name(name) for name in names if name != recording.name]


def _configuration(path: Path) -> Configuration | None:
    if path.suffix.lower() == ".json":
        with reading(path, "a JSON configuration"), path.open("rb") as file:
            content = file.read(CONFIG_BYTES).lower()
        is_radar = any(mark in content for mark in JSON_MARKS)
        return configuration_of(read_json(path), path) if is_radar else None
    with reading(path, "a TI .cfg configuration"), path.open("rb") as file:
        is_radar = b"profileCfg" in file.read(HEAD_BYTES)
    return read_configuration(path) if is_radar else None
