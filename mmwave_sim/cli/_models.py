"""Language models that an option asks for."""

from typing import TYPE_CHECKING

from mmwave_sim._errors import InputError

if TYPE_CHECKING:
    from scenes.endpoint import Endpoint


def configured_endpoint(option: str, *, sees: bool = False) -> "Endpoint":
    """The endpoint that the environment names.

    Args:
        option: The option that needs it, for the message.
        sees: Whether its model must see pictures.

    Raises:
        InputError: There is none, or none that sees, or a variable cannot be used.
    """
    from scenes.endpoint import Endpoint

    endpoint = Endpoint.from_environment()
    if endpoint is None or (sees and not endpoint.vision_model):
        raise InputError(
            expected=f"a {'model that sees pictures' if sees else 'language model'} for {option}",
            found="no MMWAVE_LLM_URL" if endpoint is None else "no MMWAVE_VLM_MODEL",
            do=f"set it (docs/language-models.md), or leave {option} out",
        )
    return endpoint
