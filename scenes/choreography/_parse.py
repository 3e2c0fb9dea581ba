"""`parse`: a description becomes a complete scene specification."""

from collections.abc import Callable, Sequence

from scenes._errors import InputError
from scenes._seed import checked_seed
from scenes.choreography._sentences import sentence_scene
from scenes.choreography._stage import Judge, stage_story
from scenes.language import read_sentence, read_story, tells_a_story
from scenes.spec import SceneSpec
from scenes.world import PopulatedScene, populate


def parse(text: str, seed: int = 0, judges: Sequence[Judge] = ()) -> SceneSpec:
    """Understands a description of a scene and decides all that it leaves open.

    A sentence of walking, standing and waving happens in one room with the radar at (0, 0, 1) m,
    looking along +x. Any other is a story: people who do one thing after another in a furnished
    room or flat, with the verbs of the activity library.

    Args:
        text: What happens, see docs/scenes.md.
        seed: Draws places, furniture and phases; the same seed gives the same scene.
        judges: Who must agree to how a story is staged, asked after the geometric judge. The
            sentences in one room are not judged.

    Raises:
        InputError: The text is not understood completely, or does not fit the room, or the seed
            cannot be one.
    """
    seed = checked_seed(seed)
    try:
        sentence = read_sentence(text)
    except InputError:
        if not tells_a_story(text):
            raise
        return stage_story(text, read_story(text), seed, judges=judges)
    return sentence_scene(text, sentence, seed)


def scene_from_text(
    text: str, seed: int = 0, progress: Callable[[str], None] | None = None
) -> PopulatedScene:
    """`populate(parse(text, seed))`.

    Raises:
        InputError: The text is not understood completely, or does not fit the room.
    """
    return populate(parse(text, seed), progress=progress)
