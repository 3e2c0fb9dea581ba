"""`python -m benchmarks.physics FOLDER [NAME...]`: the picture of every validation problem."""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks._physics import PROBLEMS
from mmwave_sim.cli._compiled import keep_compiled


def main(folder: str, *names: str) -> None:
    """Writes one PNG a problem.

    Args:
        folder: Where to put them; made if missing.
        names: Problems; all of them if none is named.
    """
    import matplotlib

    matplotlib.use("agg")
    matplotlib.rcParams["legend.loc"] = "upper right"  # the best place takes long to find
    from matplotlib.figure import Figure

    keep_compiled()
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in names or PROBLEMS:
        figure = Figure(figsize=(8, 3.2), layout="constrained")
        import_module(f"benchmarks.physics.{name}").draw(figure)
        figure.savefig(Path(folder) / f"{name}.png", dpi=90)
        print(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
