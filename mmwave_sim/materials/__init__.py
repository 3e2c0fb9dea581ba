"""What walls, furniture and skin are made of, as radio waves see it."""

from mmwave_sim.materials._fresnel import (
    Bistatic,
    Echo,
    bistatic,
    half_space,
    reflected_echo,
    sheet,
    sheet_transmission,
    transmitted_echo,
)
from mmwave_sim.materials._medium import Medium, complex_permittivity, medium
from mmwave_sim.materials._table import MATERIALS, Material, material

__all__ = [
    "MATERIALS",
    "Bistatic",
    "Echo",
    "Material",
    "Medium",
    "bistatic",
    "complex_permittivity",
    "half_space",
    "material",
    "medium",
    "reflected_echo",
    "sheet",
    "sheet_transmission",
    "transmitted_echo",
]
