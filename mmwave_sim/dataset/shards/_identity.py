"""`Identity`: what a folder is a data set of, in its `dataset.json`."""

import json
from dataclasses import dataclass
from typing import Final

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.recipes import (
    Specification,
    code_version,
    parsed,
    part,
    specification_from_document,
    specification_to_document,
)

FORMAT: Final = "mmwave_sim.dataset"
VERSION: Final = 1
NAME: Final = "dataset.json"


@dataclass(frozen=True)
class Member:
    """A run of shards that one seed made.

    Attributes:
        dataset_seed: The seed.
        clips: How many clips, from index 0.
    """

    dataset_seed: int
    clips: int


@dataclass(frozen=True)
class Identity:
    """What a folder is a data set of. All of its bytes follow from it.

    Attributes:
        specification: What it is made of.
        members: Seeds and numbers of clips; several in a merged data set.
        code: Which code makes it.
    """

    specification: Specification
    members: tuple[Member, ...]
    code: str

    @property
    def clips(self) -> int:
        """Number of clips."""
        return sum(member.clips for member in self.members)

    def to_bytes(self) -> bytes:
        """The identity as JSON, always the same for the same one."""
        document = {
            "format": FORMAT,
            "version": VERSION,
            "code": self.code,
            "members": [vars(member) for member in self.members],
            "specification": specification_to_document(self.specification),
        }
        return (json.dumps(document, indent=1, allow_nan=False) + "\n").encode()

    @staticmethod
    def from_bytes(content: bytes) -> "Identity":
        """Reads what `to_bytes` gave.

        Raises:
            InputError: It is no such document, or one of another version.
        """
        document = parsed(content, NAME)
        if (document.get("format"), document.get("version")) != (FORMAT, VERSION):
            raise InputError(
                expected=f"a data set of format {FORMAT}, version {VERSION}",
                found=f"{document.get('format')!r}, {document.get('version')!r}"[:80],
                do="use a release that knows it",
            )
        members = part(document, "members", NAME)
        try:
            found = tuple(Member(int(m["dataset_seed"]), int(m["clips"])) for m in members)
        except (TypeError, KeyError, ValueError) as error:
            raise InputError(
                expected=f"members with dataset_seed and clips in {NAME}",
                found=repr(members)[:80],
                do="run mmwave dataset repair",
            ) from error
        specification = specification_from_document(part(document, "specification", NAME))
        return Identity(specification, found, part(document, "code", NAME))

    def check_code(self) -> None:
        """Refuses to go on with other code than the data set was begun with.

        Raises:
            InputError: This is other code.
        """
        if self.code != code_version():
            raise InputError(
                expected=f"the code that this data set was begun with, {self.code}",
                found=code_version(),
                do="use that release of mmwave-sim and its libraries, or name another folder",
            )
