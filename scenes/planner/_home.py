"""`plan_home`: a sentence becomes rooms and objects."""

import numpy as np

from scenes._errors import InputError
from scenes._seed import checked_seed
from scenes.endpoint import Endpoint, quoted
from scenes.planner._home_grammar import MOST_CHARACTERS, read_home
from scenes.planner._home_model import home_from_model
from scenes.planner._home_plan import HomePlan
from scenes.planner._home_rooms import HomeDraft


def plan_home(text: str, seed: int = 0, endpoint: Endpoint | None = None) -> HomePlan:
    """Decides which rooms a home has and what stands in them.

    Args:
        text: A description such as "apartment for a researcher with a cat".
        seed: Draws what the description leaves open; the grammar gives the same plan for the
            same seed, a model need not.
        endpoint: Language model that plans; without one, a grammar does, which understands the
            description completely or refuses it.

    Raises:
        InputError: The description is empty, too long, or (without a model) has words that are
            not understood; or the seed cannot be one.
        EndpointError: The model gave no plan.
    """
    seed = checked_seed(seed)
    if not text.strip() or len(text) > MOST_CHARACTERS:
        raise InputError(
            expected=f"a description of 1 to {MOST_CHARACTERS} characters",
            found=quoted(text) if len(text) < 80 else f"{len(text)} characters",
            do="say what home it is, or who lives there",
        )
    if endpoint is not None:
        return home_from_model(text, seed, endpoint)
    reading = read_home(text)
    return HomeDraft(reading, np.random.default_rng(seed)).plan(text, reading.ignored)
