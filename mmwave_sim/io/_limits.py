"""How much a file may ask of the machine before it is refused."""

from typing import Final

CONFIG_BYTES: Final = 4 * 2**20
"""Largest configuration file that is read, bytes."""

JSON_DEPTH: Final = 32
"""Deepest nesting of a JSON configuration."""

TI_CHIRPS: Final = 512
"""Chirp definitions that a TI front end holds."""

SAMPLES_BYTES: Final = 4 * 2**30
"""Default limit on the decoded samples of one recording, bytes."""

PACKET_BYTES: Final = 2**20
"""Largest captured packet or pcapng block, bytes."""

HDF5_OBJECTS: Final = 4096
"""Objects of an HDF5 file that are looked at."""

HDF5_DEPTH: Final = 8
"""Depth of groups in an HDF5 file that is looked at."""

FOLDER_ENTRIES: Final = 4096
"""Entries of a folder that are looked at."""
