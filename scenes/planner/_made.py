"""`make_planned_home`: a home from words, by a language model where one is configured."""

from scenes.endpoint import Endpoint
from scenes.planner._home import plan_home
from scenes.rooms import RoomWish, make_home
from scenes.spec import SceneSpec


def make_planned_home(text: str, seed: int = 0) -> SceneSpec:
    """`plan_home` and `make_home`: furnished rooms, nobody in them.

    Args:
        text: A description such as "apartment for a researcher with a cat".
        seed: Draws what it leaves open.

    Raises:
        InputError: The description is not understood, or what it wishes for does not fit.
        EndpointError: The configured language model gave no plan.
    """
    plan = plan_home(text, seed, Endpoint.from_environment())
    wishes = [RoomWish(room.kind, tuple(room.objects)) for room in plan.rooms]
    return make_home(wishes, seed).model_copy(update={"text": text})
