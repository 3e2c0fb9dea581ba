"""Files in the form of the SMPL family, made once."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks._smpl_files import made_arrays, write_npz, write_pkl
from scenes.bodies import SmplModel, read_smpl


@pytest.fixture(scope="session")
def smpl_contents() -> dict[str, dict[str, np.ndarray]]:
    """Arrays of each kind of model."""
    return {kind: made_arrays(kind) for kind in ("smpl", "smplh", "smplx")}


@pytest.fixture(scope="session")
def smpl_files(
    smpl_contents: dict[str, dict[str, np.ndarray]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with `smpl.pkl`, `smpl.npz` and so on."""
    folder = tmp_path_factory.mktemp("smpl")
    for kind, arrays in smpl_contents.items():
        write_pkl(folder / f"{kind}.pkl", arrays)
        write_npz(folder / f"{kind}.npz", arrays)
    return folder


@pytest.fixture(scope="session")
def smpl_models(smpl_files: Path) -> dict[str, SmplModel]:
    """The models in those files."""
    return {kind: read_smpl(smpl_files / f"{kind}.npz") for kind in ("smpl", "smplh", "smplx")}
