"""Houses of ProcTHOR and Holodeck as scenes."""

from scenes.houses._assets import Asset, AssetTable
from scenes.houses._audit import ImportErrors, import_errors
from scenes.houses._holodeck import read_holodeck
from scenes.houses._procthor import read_procthor
from scenes.houses._read import read_house

__all__ = [
    "Asset",
    "AssetTable",
    "ImportErrors",
    "import_errors",
    "read_holodeck",
    "read_house",
    "read_procthor",
]
