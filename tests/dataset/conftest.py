"""A data set that is made once; whoever breaks one takes a copy."""

import shutil
from pathlib import Path

import pytest

from mmwave_sim.dataset import synthesize
from tests.dataset.world import CLIPS, identity


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by this process without a break."""
    folder = tmp_path_factory.mktemp("dataset") / "made"
    assert synthesize(identity(), str(folder)) == CLIPS
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "copied"))
