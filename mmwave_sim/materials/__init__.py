"""What walls, furniture and skin are made of, as radio waves see it."""

from mmwave_sim.materials._fresnel import half_space, sheet
from mmwave_sim.materials._table import MATERIALS, Material, material

__all__ = ["MATERIALS", "Material", "half_space", "material", "sheet"]
