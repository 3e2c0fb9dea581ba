"""`Message`: what is said to a model, with pictures."""

import base64
from dataclasses import dataclass
from typing import Any, Literal

from scenes._errors import InputError

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_IMAGE_BYTES = 8 * 2**20
MOST_IMAGES = 24


@dataclass(frozen=True)
class Message:
    """One turn of a conversation.

    Attributes:
        role: Who speaks.
        text: What is said.
        images: PNG files that are shown with it, of at most 8 MiB each.
    """

    role: Literal["system", "user", "assistant"]
    text: str
    images: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuses what is no picture, too large a one, or too many."""
        good = [i.startswith(PNG) and len(i) <= LARGEST_IMAGE_BYTES for i in self.images]
        if len(good) > MOST_IMAGES or not all(good):
            broken = "one that is none, or is larger" if not all(good) else f"{len(good)} of them"
            raise InputError(
                expected=f"at most {MOST_IMAGES} PNG pictures of at most 8 MiB each",
                found=broken,
                do="render the scene again, fewer or smaller",
            )

    def to_wire(self) -> dict[str, Any]:
        """The message as the chat completions interface wants it, pictures as `data:` URLs."""
        if not self.images:
            return {"role": self.role, "content": self.text}
        urls = [f"data:image/png;base64,{base64.b64encode(i).decode()}" for i in self.images]
        shown = [{"type": "image_url", "image_url": {"url": url}} for url in urls]
        return {"role": self.role, "content": [{"type": "text", "text": self.text}, *shown]}
