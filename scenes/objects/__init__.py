"""Things that stand in rooms, as meshes with radio materials."""

from scenes.objects._furniture import FURNITURE

__all__ = [
    "FURNITURE",
]
