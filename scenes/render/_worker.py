"""The process that draws: arrays and a plan in, pixels out. Run as a script, by path.

It is a process of its own because Mitsuba's variant is fixed once and for all in a process, and the
simulator's is Sionna's. It imports nothing of this package, so that it starts quickly. Pictures are
drawn with the variant `scalar_rgb`, which needs no LLVM and compiles nothing.
"""

import json
import os
import sys
from typing import Any, Final

NO_MITSUBA: Final = 3
"""Exit code where Mitsuba cannot be imported."""

SKY: Final = 0.52
"""Radiance of the sky, alike in all directions."""

SUN: Final = 36.0
"""Radiance of the round lamp in the sky whose soft shadows fall on the floor."""

SUN_DISTANCE: Final = 6.0
SUN_RADIUS: Final = 0.75
"""Distance and radius of that lamp, in radii of the scene."""

GUIDE_SAMPLES: Final = 4
"""Rays for each pixel of what is seen, which has no noise but along edges."""


def main(arguments: list[str]) -> int:
    """Draws every picture of a job.

    Each is an array `(height, width, 12)`: radiance, and of what is seen the linear reflectance,
    the unit normal plus one, and the position (m) above the lowest corner of the scene.

    Args:
        arguments: The job (`.npz`), and the folder for `0.npy`, `1.npy` ...
    """
    try:
        import mitsuba as mi
    except ImportError as error:
        print(error, file=sys.stderr)
        return NO_MITSUBA
    import numpy as np

    mi.set_variant("scalar_rgb")
    mi.set_log_level(mi.LogLevel.Error)
    source, folder = arguments
    with np.load(source, allow_pickle=False) as arrays:
        plan = json.loads(bytes(arrays["plan"]))
        for number, stage in enumerate(plan["stages"]):
            layers = [_radiance(plan, stage, arrays), *_guides(plan, stage, arrays)]
            picture = np.concatenate(layers, axis=-1).astype(np.float32)
            np.save(os.path.join(folder, f"{number}.npy"), picture, allow_pickle=False)
    return 0


def _radiance(plan: Any, stage: Any, arrays: Any) -> Any:
    import mitsuba as mi
    import numpy as np

    # Only the integrator for volumes lets light through panes on its way to a lamp.
    panes = any(plan["parts"][index]["opacity"] < 1.0 for index in stage["parts"])
    description = {
        "type": "scene",
        "integrator": {"type": "volpath" if panes else "path", "max_depth": plan["depth"]},
        "sensor": _sensor(plan, stage["camera"], plan["samples"]),
        "sky": {"type": "constant", "radiance": SKY},
    }
    if stage["sun"] is not None:
        description["sun"] = _sun(stage["sun"])
    for index in stage["parts"]:
        description[f"part{index}"] = _part(index, plan["parts"][index], arrays)
    return np.array(mi.render(mi.load_dict(description), seed=plan["seed"]))


def _guides(plan: Any, stage: Any, arrays: Any) -> list[Any]:
    """Reflectance, normal and position of what is seen.

    One mesh of all parts shines with these values in place of light. Only the front of a triangle
    shines, so each is turned towards the camera.
    """
    import numpy as np

    chosen = stage["parts"]
    counts = [len(arrays[f"vertices_{index}"]) for index in chosen]
    starts = np.cumsum([0, *counts])[:-1]
    vertices = np.concatenate([arrays[f"vertices_{index}"] for index in chosen])
    faces = np.concatenate(
        [arrays[f"faces_{i}"] + start for i, start in zip(chosen, starts, strict=True)]
    )
    colours = np.concatenate([_face_colours(i, plan["parts"][i], arrays) for i in chosen])
    corners = vertices[faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    away = np.sum(normals * (corners[:, 0] - stage["camera"]["eye_m"]), axis=1) > 0
    faces = np.where(away[:, None], faces[:, ::-1], faces)
    normals = np.where(away[:, None], -normals, normals)
    layers = {
        "face_reflectance": colours,
        "face_direction": normals + 1.0,
        "vertex_position": vertices - stage["lowest_m"],
    }
    return [_shown(plan, stage, vertices, faces, *layer) for layer in layers.items()]


def _shown(plan: Any, stage: Any, vertices: Any, faces: Any, name: str, values: Any) -> Any:
    import mitsuba as mi
    import numpy as np

    glow = {"type": "area", "radiance": {"type": "mesh_attribute", "name": name}}
    description = {
        "type": "scene",
        "integrator": {"type": "path", "max_depth": 1},
        "sensor": _sensor(plan, stage["camera"], GUIDE_SAMPLES),
        "all": _mesh("all", vertices, faces, {"emitter": glow}, {name: values}),
    }
    return np.array(mi.render(mi.load_dict(description), seed=plan["seed"]))


def _face_colours(index: int, part: Any, arrays: Any) -> Any:
    import numpy as np

    if part["coloured"]:
        return arrays[f"colours_{index}"]
    return np.tile(part["colour"], (len(arrays[f"faces_{index}"]), 1))


def _sensor(plan: Any, camera: Any, samples: int) -> Any:
    import mitsuba as mi

    width, height = plan["width"], plan["height"]
    pose = mi.ScalarTransform4f().look_at(camera["eye_m"], camera["target_m"], camera["up"])
    sensor = {
        "type": "perspective",
        "near_clip": 0.02,
        "far_clip": 1e4,
        "film": {"type": "hdrfilm", "width": width, "height": height, "pixel_format": "rgb"},
        "sampler": {"type": "multijitter", "sample_count": samples},
    }
    if camera["height_m"] is None:
        view = {"fov": camera["field_of_view_deg"], "fov_axis": "y", "to_world": pose}
        return {**sensor, **view}
    half = camera["height_m"] * width / height / 2
    return {**sensor, "type": "orthographic", "to_world": pose.scale([half, half, 1.0])}


def _sun(sun: Any) -> Any:
    import mitsuba as mi
    import numpy as np

    centre, radius = np.array(sun["centre_m"]), sun["radius_m"]
    place = centre + np.array(sun["direction"]) * SUN_DISTANCE * radius
    pose = mi.ScalarTransform4f().look_at(place.tolist(), centre.tolist(), [0, 0, 1])
    emitter = {"type": "area", "radiance": {"type": "rgb", "value": [SUN, 0.95 * SUN, 0.86 * SUN]}}
    return {"type": "disk", "to_world": pose.scale(SUN_RADIUS * radius), "emitter": emitter}


def _part(index: int, part: Any, arrays: Any) -> Any:
    vertices, faces = arrays[f"vertices_{index}"], arrays[f"faces_{index}"]
    plugins = {"bsdf": _bsdf(part)}
    if part["finish"] == "lamp":
        value = {"type": "rgb", "value": part["colour"]}
        plugins["emitter"] = {"type": "area", "radiance": value}
    attributes = {"face_color": arrays[f"colours_{index}"]} if part["coloured"] else {}
    return _mesh(f"part{index}", vertices, faces, plugins, attributes, part["smooth"])


def _mesh(
    name: str, vertices: Any, faces: Any, plugins: Any, attributes: Any, smooth: bool = False
) -> Any:
    import mitsuba as mi
    import numpy as np

    properties = mi.Properties()
    for role, plugin in plugins.items():
        properties[role] = mi.load_dict(plugin)
    mesh = mi.Mesh(name, len(vertices), len(faces), has_vertex_normals=smooth, props=properties)
    for attribute, values in attributes.items():
        mesh.add_attribute(attribute, 3, np.ascontiguousarray(values, np.float32).ravel())
    content = mi.traverse(mesh)
    content["vertex_positions"] = np.ascontiguousarray(vertices, np.float32).ravel()
    content["faces"] = np.ascontiguousarray(faces, np.uint32).ravel()
    content.update()
    return mesh


def _bsdf(part: Any) -> Any:
    if part["coloured"]:
        colour = {"type": "mesh_attribute", "name": "face_color"}
    else:
        colour = {"type": "rgb", "value": part["colour"]}
    kinds = {
        "matte": {"type": "diffuse", "reflectance": colour},
        "lamp": {"type": "diffuse"},
        "satin": {"type": "roughplastic", "alpha": 0.25, "diffuse_reflectance": colour},
        "metal": {"type": "roughconductor", "alpha": 0.3, "specular_reflectance": colour},
    }
    both = {"type": "twosided", "one": kinds[part["finish"]]}
    if part["opacity"] == 1.0:
        return both
    return {"type": "mask", "opacity": part["opacity"], "one": both}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
