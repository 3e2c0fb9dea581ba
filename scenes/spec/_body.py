"""Bodies: Anny's phenotype, or a file of the SMPL family with its shape."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from scenes.spec._base import Name, Share, Strict


class BodySpec(Strict):
    """Shape of a body, as Anny's phenotype; each value runs from 0 to 1.

    Attributes:
        gender: 0 is male, 1 is female.
        age: 0 is a baby, 1/3 a child, 2/3 a young adult, 1 an old person.
        muscle: From none to very muscular.
        weight: From thin to heavy.
        height: From short to tall for that age and gender.
        proportions: From unusual to ideal proportions.
        faces: Largest number of triangles of the skin; 27,420 keeps every one.
    """

    gender: Share = 0.5
    age: Share = 0.67
    muscle: Share = 0.5
    weight: Share = 0.5
    height: Share = 0.38
    proportions: Share = 0.5
    faces: Annotated[int, Field(ge=2000, le=27420)] = 5000


class SmplSpec(Strict):
    """A body of the SMPL family, from a model file that the user supplies.

    Attributes:
        kind: Says that this is one.
        model: Path of the file (`.npz` or `.pkl`) of SMPL, SMPL-H or SMPL-X.
        betas: Coefficients of the leading shape directions; the others are zero.
        faces: Largest number of triangles of the skin.
    """

    kind: Literal["smpl"] = "smpl"
    model: Name
    betas: Annotated[tuple[Annotated[float, Field(ge=-8, le=8)], ...], Field(max_length=300)] = ()
    faces: Annotated[int, Field(ge=2000, le=27420)] = 5000


def _which(body: Any) -> str:
    kind = body.get("kind") if isinstance(body, dict) else getattr(body, "kind", None)
    return "smpl" if kind == "smpl" else "anny"


AnyBody = Annotated[
    Annotated[BodySpec, Tag("anny")] | Annotated[SmplSpec, Tag("smpl")], Discriminator(_which)
]
"""Either kind of body; what says nothing of its kind is Anny's."""
