"""ProcTHOR's houses (Deitke et al., NeurIPS 2022), schema 1.0.0."""

from pathlib import Path

from scenes._errors import InputError
from scenes.houses._assemble import Extras, assemble, check_schema
from scenes.houses._assets import AssetTable
from scenes.houses._file import read_document
from scenes.houses._node import Node
from scenes.houses._notes import Notes
from scenes.spec import SceneSpec

WHAT = "a house of ProcTHOR"


def read_procthor(source: str | Path | bytes, assets: AssetTable | None = None) -> SceneSpec:
    """Reads a house of ProcTHOR.

    The radar stands where the house's agent does; nobody is in the house yet, and what could not
    be read is in the scene's `warnings`. `docs/houses.md` says what is read and what is not.

    Args:
        source: Path of a JSON file, plain or gzipped, or its content (such as one line of
            ProcTHOR-10K).
        assets: Boxes of the things in it. None reads the tables that the environment variable
            `MMWAVE_HOUSE_ASSETS` names.

    Raises:
        InputError: The house cannot be used, or there is no table of assets; the message names
            the place.
    """
    return procthor_scene(read_document(source, WHAT), assets)


def procthor_scene(house: Node, assets: AssetTable | None) -> SceneSpec:
    """The scene of a document of ProcTHOR.

    Raises:
        InputError: As for `read_procthor`.
    """
    check_schema(house, needed=True)
    if house.get("open_walls") is not None:
        raise InputError(
            expected=WHAT, found=f"{house.file}, which is of Holodeck", do="use read_holodeck"
        )
    table = AssetTable.from_environment() if assets is None else assets
    return assemble(house, table, Extras(), Notes())
