"""What every part of a specification is made of: strict models, bounded numbers, materials."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from scenes._seed import MAX_SEED, checked_seed

Material = Literal[
    "plasterboard",
    "concrete",
    "wood",
    "glass",
    "metal",
    "fabric",
    "plastic",
    "leather",
    "ceramic",
]
"""Names of the radio materials of walls and furniture (bodies are "skin")."""

MATERIALS: tuple[Material, ...] = get_args(Material)
"""The names in `Material`."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Length = Annotated[float, Field(gt=0.0, le=100.0)]
Coordinate = Annotated[float, Field(ge=-100.0, le=100.0)]
Angle = Annotated[float, Field(ge=-7.0, le=7.0)]
Duration = Annotated[float, Field(gt=0.0, le=120.0)]
Seed = Annotated[int, BeforeValidator(checked_seed), Field(ge=0, le=MAX_SEED)]
Name = Annotated[str, Field(max_length=200)]
GroundPoint = tuple[Coordinate, Coordinate]
Point = tuple[Coordinate, Coordinate, Coordinate]


class Strict(BaseModel):
    """A frozen model that refuses unknown fields, foreign types, infinities and NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
