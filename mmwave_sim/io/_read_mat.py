"""MATLAB files: version 5 to 7.2, and 7.3, which is HDF5."""

from pathlib import Path

import numpy as np
from jaxtyping import Num

from mmwave_sim.io._arrange import Found
from mmwave_sim.io._files import map_bytes
from mmwave_sim.io._from_array import recording_from_arrays
from mmwave_sim.io._mat5 import list_variables, read_variable
from mmwave_sim.io._options import Options
from mmwave_sim.io._read_h5 import is_hdf5, read_foreign_h5
from mmwave_sim.recording import Recording


def read_mat(path: Path, options: Options) -> Recording:
    """Reads the one numeric array of a `.mat` that fits the radar, or the named one.

    Both our order of axes and MATLAB's (`to_matlab`) are tried.

    Raises:
        InputError: It is no MATLAB file, is broken or too large, or no array fits.
    """
    data = map_bytes(path, "a MATLAB file (.mat)")
    if is_hdf5(path):
        return read_foreign_h5(path, options, may_transpose=True)
    variables = {variable.name: variable for variable in list_variables(data.data, path)}
    found = [Found(v.name, v.shape, v.is_complex, may_transpose=True) for v in variables.values()]

    def load(chosen: Found) -> Num[np.ndarray, "..."]:
        return read_variable(variables[chosen.name], path)

    return recording_from_arrays(found, load, path, options)
