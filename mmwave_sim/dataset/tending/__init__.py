"""Making data sets, and looking after them."""

from mmwave_sim.dataset.tending._assemble import CARD, CHECKSUMS, MANIFEST
from mmwave_sim.dataset.tending._export import ExportFormat, export
from mmwave_sim.dataset.tending._merge import merge
from mmwave_sim.dataset.tending._repair import repair
from mmwave_sim.dataset.tending._synthesize import TIMING, Watch, synthesize
from mmwave_sim.dataset.tending._verify import Verdict, verify

__all__ = [
    "CARD",
    "CHECKSUMS",
    "MANIFEST",
    "TIMING",
    "ExportFormat",
    "Verdict",
    "Watch",
    "export",
    "merge",
    "repair",
    "synthesize",
    "verify",
]
