"""`read_house`: a house of either kind."""

from pathlib import Path

from scenes.houses._assets import AssetTable
from scenes.houses._file import read_document
from scenes.houses._holodeck import holodeck_scene, is_holodeck
from scenes.houses._procthor import procthor_scene
from scenes.spec import SceneSpec


def read_house(source: str | Path | bytes, assets: AssetTable | None = None) -> SceneSpec:
    """Reads a house of ProcTHOR or Holodeck, which are told apart by Holodeck's own keys.

    Args:
        source: Path of a JSON file, plain or gzipped, or its content.
        assets: Boxes of the things in it. None reads the tables that the environment variable
            `MMWAVE_HOUSE_ASSETS` names.

    Raises:
        InputError: The house cannot be used, or there is no table of assets; the message names
            the place.
    """
    house = read_document(source, "a house of ProcTHOR or Holodeck")
    scene_of = holodeck_scene if is_holodeck(house) else procthor_scene
    return scene_of(house, assets)
