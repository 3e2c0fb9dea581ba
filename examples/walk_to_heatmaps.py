# %%
"""From a sentence to raw ADC on disk, and back through the reader that real recordings use."""

# %% Simulate eight frames of a walk.
import numpy as np

import mmwave_sim as mm
from mmwave_sim.cube import recording_maps, strongest_track

sentence = "a person walks toward the radar in an empty room"
options = mm.SimulationOptions(bounces=0)
made = mm.simulate(sentence, "awr1843_gait", frames=8, options=options)
print(made.recording.samples.shape, "frame chirp tx rx sample")

# %% Write what a DCA1000 would have written, and read it as if a radar had been there.
binary, configuration = mm.write_dca1000(made.recording, "walk.bin")
again = mm.read_recording(binary)
assert np.array_equal(again.samples, made.recording.samples), "int16 in, int16 out"

# %% Heatmaps, and the strongest mover in each frame.
track = strongest_track(recording_maps(again))
for time, distance, speed in zip(track.time_s, track.range_m, track.velocity_m_per_s, strict=True):
    print(f"{time:.2f} s: {distance:.2f} m, {speed:+.2f} m/s")
assert np.all(np.diff(track.range_m) < 0.05), "the walker comes nearer"
