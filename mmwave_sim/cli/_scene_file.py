"""Scene files as the commands read them."""

from pathlib import Path
from typing import TYPE_CHECKING

from mmwave_sim._errors import InputError

if TYPE_CHECKING:
    from scenes import SceneSpec

LARGEST_BYTES = 64 * 2**20


def is_scene_file(text: str) -> bool:
    """Whether a text names a scene file instead of describing a scene."""
    return text.lower().endswith(".json")


def read_scene(path: Path) -> "SceneSpec":
    """Reads a `SceneSpec` in JSON.

    Raises:
        InputError: There is no such file, it is too large, or it holds no scene.
    """
    import scenes

    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise _refusal(path, f"{size:,} bytes", "name a file below 64 MiB")
        return scenes.SceneSpec.from_json(path.read_bytes())
    except OSError as error:
        raise _refusal(
            path, error.strerror or "an error", "name a file that can be read"
        ) from error
    except scenes.InputError as error:
        raise InputError(
            expected=f"a scene in {path}", found=str(error), do="see docs/scenes.md"
        ) from error


def _refusal(path: Path, found: str, do: str) -> InputError:
    return InputError(expected=f"a scene in {path}", found=found, do=do)
