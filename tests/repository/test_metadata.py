"""Versions, licences and version numbers agree with one another."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def name_of(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def requirements(*extras: str) -> set[str]:
    """Names of the core dependencies and of some extras."""
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][e] for e in extras)]
    return {name_of(line) for lines in lists for line in lines}


def test_constraints_are_exact_and_name_no_place() -> None:
    assert [pin for pin in PINS if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []
    assert "torch==2.13.0" in PINS


def test_what_make_installs_is_pinned() -> None:
    assert requirements("dev", "docs") <= {name_of(pin) for pin in PINS}


def test_what_is_installed_is_what_is_pinned() -> None:
    installed = {pin: version(pin.partition("==")[0]).partition("+")[0] for pin in PINS}
    assert {pin: found for pin, found in installed.items() if pin.partition("==")[2] != found} == {}


def test_all_extras_are_in_all() -> None:
    extras = PROJECT["optional-dependencies"]
    (everything,) = extras["all"]
    named = set(re.findall(r"\w+", everything.partition("[")[2]))
    assert named == set(extras) - {"all", "cuda", "dev"}


@pytest.mark.parametrize("extra", sorted(set(PROJECT["optional-dependencies"]) - {"all"}))
def test_every_dependency_has_its_licence_listed(extra: str) -> None:
    listed = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    cells = {name_of(word) for word in re.findall(r"[a-z][\w.-]*", listed)}
    assert requirements(extra) <= cells


def test_version_is_the_same_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {PROJECT['version']}\n" in citation
    assert version("mmwave-sim") == PROJECT["version"]


def test_licence_is_the_apache_licence_in_full() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["license"] == "Apache-2.0"
