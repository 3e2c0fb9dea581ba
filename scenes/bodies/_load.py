"""`load_body`: the body that a specification asks for, whatever its make."""

from collections.abc import Callable

from scenes.bodies._anny import load_anny
from scenes.bodies._body import Body
from scenes.bodies._smpl_body import load_smpl
from scenes.spec import AnyBody, SmplSpec


def load_body(spec: AnyBody, progress: Callable[[str], None] | None = None) -> Body:
    """The body of this shape, from the cache if it is there.

    Args:
        spec: Make, shape and number of faces.
        progress: Called with one line before a slow step; the line is logged if there is none.

    Raises:
        InputError: A file cannot be used, or the body cannot be reduced to that number of faces.
    """
    if isinstance(spec, SmplSpec):
        return load_smpl(spec, progress)
    return load_anny(spec, progress)
