"""Reading data sets: by index, in order, through Grain, or straight from the simulator."""

from mmwave_sim.dataset.reading._dataset import Dataset
from mmwave_sim.dataset.reading._grain import grain_dataset
from mmwave_sim.dataset.reading._live import LiveDataset
from mmwave_sim.dataset.reading._sample import Sample

__all__ = ["Dataset", "LiveDataset", "Sample", "grain_dataset"]
