"""One person who performs one activity in an empty room, and what a radar sees of it."""

import math
from pathlib import Path
from typing import Literal

import scenes
from mmwave_sim.io import resolve_radar
from mmwave_sim.report import analyse, pictures, save_figure
from mmwave_sim.simulation import SimulationOptions, simulate
from scenes.spec import Chain, Perform

RADAR = "awr1843_mmclip"
ROOM = scenes.RoomSpec(name="empty room", size_m=(6.0, 5.0, 2.6), corner_m=(-0.3, -2.5))
LONGEST_S = 8.0
MAPS = ("time_doppler", "time_range", "time_azimuth")
DPI = 60


def performed(
    activity: str, seed: int = 0, hand: Literal["left", "right"] | None = None
) -> scenes.PopulatedScene:
    """The scene: the person faces the radar, 2.6 m away; who goes in a circle begins across."""
    circles = activity.endswith("in_circle")
    agent = scenes.AgentSpec(
        name="person",
        activity=Chain(steps=(Perform(activity=activity, hand=hand, seed=seed),)),
        position_m=(1.4, 0.0) if circles else (2.6, 0.0),
        heading_rad=math.pi / 2 if circles else math.pi,
    )
    spec = scenes.SceneSpec(rooms=(ROOM,), agents=(agent,), duration_s=LONGEST_S, seed=seed)
    log = scenes.populate(spec).agents[0].log
    ends = max(one.end_s for one in log if one.step == 0)
    return scenes.populate(spec.model_copy(update={"duration_s": math.ceil(10 * ends) / 10}))


def save_maps(scene: scenes.PopulatedScene, folder: Path, name: str) -> list[Path]:
    """Simulates the scene and draws its maps over time."""
    radar = resolve_radar(RADAR)
    frames = int(scene.duration_s / radar.frame_period_s)
    made = simulate(scene, radar, seed=0, frames=frames, options=SimulationOptions(bounces=0))
    figures = dict(pictures(made.recording, analyse(made.recording)))
    return [save_figure(figures[which](), folder / f"{name}_{which}.png", DPI) for which in MAPS]
