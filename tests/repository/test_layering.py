"""Imports go from left to right only, and nothing heavy loads before it is needed."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PACKAGES = ("scenes", "mmwave_sim", "encoders", "llm_bridge", "benchmarks")

ORDERS = {
    "scenes": (
        "spec",
        "geometry",
        "objects",
        "rooms",
        "houses",
        "bodies",
        "motion",
        "capture",
        "language",
        "world",
        "endpoint",
        "judge",
        "choreography",
        "planner",
        "captions",
        "render",
        "__init__",
    ),
    "mmwave_sim": (
        "radar",
        "recording",
        "motion",
        "materials",
        "rays",
        "scattering",
        "adc",
        "receiver",
        "io",
        "cube",
        "simulation",
        "randomization",
        "report",
        "dataset",
        "cli",
        "__init__",
        "__main__",
    ),
}
"""The parts of packages from left to right."""

BASES = {
    package: sorted(
        {path.stem for path in ROOT.glob(f"{package}/_*.py")} - {"__init__", "__main__"}
    )
    for package in ORDERS
}
"""Private modules at the top of a package: every part may use them, they use one another only."""

HEAVY = {
    "anny": (),
    "drjit": (),
    "grain": ("encoders/",),
    "h5py": (),
    "matplotlib": (),
    "mitsuba": (),
    "openai": (),
    "ray": (),
    "sionna": (),
    "tensorflow": (),
    "torch": ("llm_bridge/",),
    "tyro": ("mmwave_sim/cli/", "benchmarks/_verb.py"),
}
"""Libraries that are imported inside functions, and where else they may be."""


def sources(package: str) -> list[Path]:
    found = sorted((ROOT / package).rglob("*.py"))
    assert found, f"{package} has no sources"
    return found


def imported(tree: ast.AST, source: Path) -> Iterator[str]:
    """Dotted names of all that the nodes of a tree import, relative ones made absolute."""
    here = source.relative_to(ROOT).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def at_module_level(tree: ast.Module) -> ast.Module:
    """The tree without function bodies and without what only type checkers read."""

    class Prune(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
            return None

        def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
            return None

        def visit_If(self, node: ast.If) -> ast.AST | None:
            if "TYPE_CHECKING" in ast.unparse(node.test):
                return None
            return self.generic_visit(node)

    return Prune().visit(tree)


def part_of(name: str) -> str:
    """The part of its package that a dotted name belongs to."""
    words = name.split(".")
    is_part = len(words) > 1 and words[1] in (*BASES[words[0]], *ORDERS[words[0]])
    return words[1] if is_part else "__init__"


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_only_from_their_left(package: str) -> None:
    allowed = PACKAGES[: PACKAGES.index(package) + 1]
    wrong = [
        f"{source.relative_to(ROOT)} imports {name}"
        for source in sources(package)
        for name in imported(ast.parse(source.read_text()), source)
        if (top := name.partition(".")[0]) in (*PACKAGES, "tests", "examples")
        and top not in allowed
    ]
    assert not wrong


@pytest.mark.parametrize("package", ORDERS)
def test_every_part_has_its_place(package: str) -> None:
    parts = {path.stem for path in (ROOT / package).glob("*.py")} | {
        path.parent.name for path in (ROOT / package).glob("*/__init__.py")
    }
    assert parts == {*BASES[package], *ORDERS[package]}


@pytest.mark.parametrize("package", ORDERS)
def test_parts_import_only_from_their_left(package: str) -> None:
    base, order, wrong = BASES[package], ORDERS[package], []
    for source in sources(package):
        inside = source.relative_to(ROOT / package)
        part = inside.parts[0].removesuffix(".py")
        allowed = {*base, part} if part in base else {*base, *order[: order.index(part) + 1]}
        for name in imported(ast.parse(source.read_text()), source):
            if name.partition(".")[0] == package and part_of(name) not in allowed:
                wrong.append(f"{inside} imports {name}")
    assert not wrong


def test_llm_bridge_never_imports_jax() -> None:
    """JAX and torch share a process poorly, so cubes reach llm_bridge as files."""
    for source in sources("llm_bridge"):
        names = imported(ast.parse(source.read_text()), source)
        tops = {name.partition(".")[0] for name in names}
        assert not tops & {"jax", "flax", "optax", "orbax", "mmwave_sim", "encoders"}, source


@pytest.mark.parametrize("library", HEAVY)
def test_heavy_libraries_are_imported_late(library: str) -> None:
    early = [
        path
        for package in PACKAGES
        for source in sources(package)
        if not (path := source.relative_to(ROOT).as_posix()).startswith(HEAVY[library])
        for name in imported(at_module_level(ast.parse(source.read_text())), source)
        if name.partition(".")[0] == library
    ]
    assert not early


@pytest.mark.parametrize("package", ["mmwave_sim", "scenes", "benchmarks"])
def test_importing_a_package_loads_nothing_heavy(package: str) -> None:
    code = f"import {package}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert package in run.stdout.split()
    assert not set(run.stdout.split()) & set(HEAVY)


def test_the_checks_see_what_they_look_for() -> None:
    """The helpers find a late, an early and a relative import, so that they cannot pass blind."""
    source = ROOT / "mmwave_sim" / "radar" / "_probe.py"
    tree = ast.parse(
        "import torch\n"
        "from .. import cli\n"
        "from mmwave_sim.io import read\n"
        "if TYPE_CHECKING:\n    import sionna\n"
        "def late():\n    import anny\n"
    )
    everything = {"torch", "mmwave_sim.cli", "mmwave_sim.io.read", "sionna", "anny"}
    assert set(imported(tree, source)) == everything
    assert set(imported(at_module_level(tree), source)) == everything - {"sionna", "anny"}
    assert [part_of(f"mmwave_sim{rest}") for rest in ("", ".cli", ".io.read")] == [
        "__init__",
        "cli",
        "io",
    ]
