"""Radar configuration files of every known form, and presets, as one `RadarConfig`."""

from pathlib import Path

from mmwave_sim._errors import InputError
from mmwave_sim.io._atomic import replacing, writable_path
from mmwave_sim.io._capture import Capture, Configuration
from mmwave_sim.io._config_infineon import is_infineon, load_infineon
from mmwave_sim.io._config_native import dump_configuration, is_native, load_configuration
from mmwave_sim.io._config_studio import is_studio, is_studio_setup, load_studio, read_studio_setup
from mmwave_sim.io._config_ti_cfg import read_ti_cfg
from mmwave_sim.io._files import quote
from mmwave_sim.io._json import Json, parse_json, read_json
from mmwave_sim.radar import PRESETS, RadarConfig, preset

FORMS = "a TI .cfg, an mmWave Studio, Infineon or mmwave_sim .json"


def read_radar_config(path: str | Path) -> RadarConfig:
    """Reads a radar's configuration file.

    Known are TI SDK `.cfg`, mmWave Studio `*.mmwave.json` (or the `*.setup.json` that names one),
    Infineon `config.json`, and the project's own JSON.

    Raises:
        InputError: It is missing, none of these, or says something that cannot be.
    """
    return read_configuration(path).radar


def resolve_radar(radar: str | Path) -> RadarConfig:
    """The preset of this name, or else the radar of this configuration file.

    Raises:
        InputError: It is neither.
    """
    return resolve_configuration(radar).radar


def write_radar_config(radar: RadarConfig, path: str | Path) -> None:
    """Writes a radar as JSON that `read_radar_config` gives back exactly.

    Raises:
        InputError: The path does not end in `.json` or cannot be written.
    """
    write_configuration(radar, None, writable_path(path, (".json",)))


def radar_to_json(radar: RadarConfig) -> str:
    """A radar as JSON text that `radar_from_json` gives back exactly.

    Raises:
        InputError: A field is NaN or infinite.
    """
    return dump_configuration(radar)


def radar_from_json(text: str | bytes) -> RadarConfig:
    """Reads what `radar_to_json` gave.

    Raises:
        InputError: It is no JSON of this form, or says something that cannot be.
    """
    document = parse_json(text, "a radar configuration")
    if not is_native(document):
        raise InputError(
            expected="a radar configuration in mmwave_sim's JSON",
            found=quote(document, 60),
            do="write it with write_radar_config",
        )
    return load_configuration(document).radar


def write_configuration(radar: RadarConfig, capture: Capture | None, path: Path) -> None:
    """Writes a radar and the byte layout of its capture as JSON.

    Raises:
        InputError: The path cannot be written.
    """
    text = dump_configuration(radar, capture)
    with replacing(path) as aside:
        aside.write_text(text, encoding="utf-8")


def read_configuration(path: str | Path) -> Configuration:
    """Reads a configuration file: the radar, and how its capture is laid out.

    Raises:
        InputError: As `read_radar_config`.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".cfg":
        return _named(read_ti_cfg(path), path)
    if suffix != ".json":
        raise InputError(expected=FORMS, found=quote(path.name), do="give such a file")
    configuration = configuration_of(read_json(path), path)
    if configuration is None:
        raise InputError(
            expected=FORMS,
            found=f"JSON of another kind in {quote(path.name)}",
            do="give a radar configuration",
        )
    return configuration


def resolve_configuration(radar: str | Path) -> Configuration:
    """As `resolve_radar`, with the byte layout.

    Raises:
        InputError: It is neither a preset nor a configuration file.
    """
    if isinstance(radar, str) and radar in PRESETS:
        return Configuration(preset(radar))
    if Path(radar).suffix.lower() in (".json", ".cfg"):
        return read_configuration(radar)
    raise InputError(
        expected=f"one of the presets {', '.join(PRESETS)}, or {FORMS}",
        found=quote(str(radar)),
        do="choose one of them",
    )


def configuration_of(document: Json, path: Path) -> Configuration | None:
    """What a JSON document configures, or None when it is no radar configuration at all.

    Raises:
        InputError: It is one, but a broken one.
    """
    if is_native(document):
        return _named(load_configuration(document), path)
    if is_studio(document):
        return _named(load_studio(document, path), path)
    if is_studio_setup(document):
        return _named(read_studio_setup(document, path), path)
    if is_infineon(document):
        return _named(load_infineon(document), path)
    return None


def _named(configuration: Configuration, path: Path) -> Configuration:
    return Configuration(configuration.radar, configuration.capture, path.name)
