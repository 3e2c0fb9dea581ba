"""Furniture and everything else that stands, lies or hangs in a room."""

from scenes.spec._base import Angle, Length, Material, Name, Point, Strict


class ObjectSpec(Strict):
    """A thing that does not move.

    Attributes:
        kind: What it is: a type of `scenes.objects.CATALOGUE`, or "box", or "mesh".
        position_m: World position of the centre of its footprint, at its lowest level, m.
        yaw_rad: Direction of its front (local +x), rad from world +x, counter-clockwise.
        tilt_rad: Rotation vector about the centre of its box, before the yaw, rad.
        size_m: Depth (local x), width (local y) and height, m.
        material: Its main material.
        name: Name for the log, "" for a numbered one.
        asset: What it was imported as ("" where it was not).
        mesh: File of a mesh (glb, obj or ply) that is scaled into the box, for the kind "mesh".
        on: Name of the object that it stands on or in, "" for none.
    """

    kind: Name
    position_m: Point
    yaw_rad: Angle = 0.0
    tilt_rad: tuple[Angle, Angle, Angle] = (0.0, 0.0, 0.0)
    size_m: tuple[Length, Length, Length]
    material: Material = "wood"
    name: Name = ""
    asset: Name = ""
    mesh: Name = ""
    on: Name = ""
