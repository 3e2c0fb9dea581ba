"""Pictures of scenes, by Mitsuba 3 in a process of its own.

A scene is drawn as a doll's house in daylight: without its ceiling, walls in the way cut down. It
shows what the radar sees, the same meshes at the same time, and adds what only eyes need: colours,
boards of the floor, clothes, the thickness of walls, and a red box with an arrow where the radar is
and looks.

    picture = render(scene, 1.5, overview(scene))
    save_png(picture, Path("overview.png"))
"""

from scenes.render._camera import Camera
from scenes.render._caption import captioned, side_by_side
from scenes.render._judge import views_for_judge
from scenes.render._picture import Picture, png_bytes, save_png
from scenes.render._process import Quality
from scenes.render._render import Shot, render, render_many
from scenes.render._strip import motion_strip
from scenes.render._views import agent_named, following, from_radar, overview, plan_view

__all__ = [
    "Camera",
    "Picture",
    "Quality",
    "Shot",
    "agent_named",
    "captioned",
    "following",
    "from_radar",
    "motion_strip",
    "overview",
    "plan_view",
    "png_bytes",
    "render",
    "render_many",
    "save_png",
    "side_by_side",
    "views_for_judge",
]
