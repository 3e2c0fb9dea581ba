"""Physical constants (CODATA 2018), in SI units."""

from typing import Final

SPEED_OF_LIGHT: Final = 299_792_458.0
"""Speed of light in vacuum, m/s (exact)."""

BOLTZMANN: Final = 1.380_649e-23
"""Boltzmann constant, J/K (exact)."""

VACUUM_PERMITTIVITY: Final = 8.854_187_8128e-12
"""Electric constant, F/m."""

STANDARD_TEMPERATURE: Final = 290.0
"""Reference noise temperature T0, K (IEEE definition of the noise figure)."""
