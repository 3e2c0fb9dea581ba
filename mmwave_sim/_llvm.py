"""Which LLVM the ray tracer compiles with: chosen before drjit is imported, never an old one.

LLVM 14 to 16 abort the process ("Cannot select ...") on hosts with AVX-512, so an older library
that happens to be installed must not be found first. Nothing is loaded here: a process that has
loaded one LLVM cannot change its mind.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from mmwave_sim._errors import InputError

OLDEST_LLVM: Final = 17
"""Oldest major version that is ever chosen."""

VARIABLE: Final = "DRJIT_LIBLLVM_PATH"
"""Environment variable that drjit reads when it first needs LLVM."""

INSTALL: Final = "Debian, Ubuntu: sudo apt-get install libllvm19; macOS: brew install llvm"

_PLACES: Final = (
    "usr/lib/*-linux-gnu*",
    "usr/lib/llvm*/lib*",
    "usr/lib/llvm/*/lib*",
    "usr/lib64",
    "usr/lib64/llvm*/lib*",
    "usr/lib",
    "usr/local/lib",
    "opt/homebrew/opt/llvm*/lib",
    "usr/local/opt/llvm*/lib",
)
_NAME: Final = re.compile(
    r"libLLVM(?:[-.](?P<before>\d+)[\w.]*)?\.(?:so|dylib)(?:\.(?P<after>\d+)[\d.]*)?"
)
_FOLDER: Final = re.compile(r"/llvm[-@/]?(\d+)(?:\.[\d.]+)?(?:_\d+)?/")
_SONAME: Final = re.compile(rb"\0libLLVM(?:-|\.so\.)(\d+)")


def prepare_llvm() -> Path:
    """Names the LLVM that drjit will use, for this process and its children.

    `DRJIT_LIBLLVM_PATH` is kept where it names a library that will do; otherwise the newest
    shared LLVM of this system is written there. Call it before the first import of drjit,
    mitsuba or sionna.

    Returns:
        Path of the library.

    Raises:
        InputError: No shared LLVM of version 17 or newer is installed.
    """
    wanted = os.environ.get(VARIABLE)
    kept = newest_llvm([Path(wanted)]) if wanted else None
    library = kept or newest_llvm(installed_libraries())
    if library is None:
        raise InputError(
            expected=f"a shared LLVM, {OLDEST_LLVM} or newer (14 to 16 abort the process)",
            found=_describe(installed_libraries()),
            do=f"install it ({INSTALL}) or set {VARIABLE} to its libLLVM",
        )
    os.environ[VARIABLE] = str(library)
    return library


def newest_llvm(libraries: Iterable[Path]) -> Path | None:
    """The library of the highest version, or None where every one is too old or not loadable."""
    usable = [
        (version, library)
        for library in libraries
        if is_loadable(library)
        and (version := llvm_version(library)) is not None
        and version >= OLDEST_LLVM
    ]
    return max(usable, key=lambda item: item[0])[1] if usable else None


def llvm_version(library: Path) -> int | None:
    """Major version of a libLLVM: from its name, its folder, or the soname inside the file."""
    resolved = library.resolve()
    for name in (resolved.name, library.name):
        match = _NAME.fullmatch(name)
        if match and (version := match["before"] or match["after"]):
            return int(version)
    folder = _FOLDER.search(resolved.as_posix())
    if folder:
        return int(folder[1])
    soname = _SONAME.search(resolved.read_bytes()) if resolved.is_file() else None
    return int(soname[1]) if soname else None


def is_loadable(library: Path) -> bool:
    """Whether the file is a library for this interpreter's kind of machine."""
    if not library.is_file() or not _NAME.fullmatch(library.name):
        return False
    return _machine(library) == _machine(Path(sys.executable).resolve())


def installed_libraries(root: Path = Path("/")) -> Iterator[Path]:
    """Every file that is named like a shared LLVM: the linker's list, then the usual folders.

    Args:
        root: Folder that stands for `/`; the linker's list is read only for the real one.
    """
    if root == Path("/"):
        yield from _linker_list()
        yield from Path(sys.prefix, "lib").glob("libLLVM*")
        yield from Path(sys.base_prefix, "lib").glob("libLLVM*")
    for place in _PLACES:
        yield from sorted(root.glob(f"{place}/libLLVM*"))


def _linker_list() -> Iterator[Path]:
    ldconfig = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    if ldconfig is None:
        return
    listing = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    for line in listing.splitlines():
        if line.strip().startswith("libLLVM") and " => " in line:
            yield Path(line.rpartition(" => ")[2])


def _machine(binary: Path) -> bytes:
    """What an executable or library runs on: ELF class and machine, or the Mach-O magic."""
    with binary.open("rb") as file:
        header = file.read(20)
    return header[:5] + header[18:] if header.startswith(b"\x7fELF") else header[:4]


def _describe(libraries: Iterable[Path]) -> str:
    versions = {llvm_version(library) or 0 for library in libraries if is_loadable(library)} - {0}
    return f"only LLVM {', '.join(map(str, sorted(versions)))}" if versions else "none"


def _main() -> int:
    """Prints the library that would be used; 2 and one line of what to do where there is none."""
    try:
        print(f"LLVM for the ray tracer: {prepare_llvm()}")
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(_main())
