"""`ChestPattern`: where on the skin breath and heartbeat show, and in which direction."""

from dataclasses import dataclass
from functools import partial

import jax
import numpy as np
from jaxtyping import Array, Float

from scenes.bodies._body import Body
from scenes.bodies._living import VitalSigns, displacement

FRONT_POWER = 2
"""Fall from the front to the back, as a power of `(1 + cos(azimuth)) / 2`: 1/4 at the sides."""

APEX_ASIDE = 0.5
"""Distance of the apex beat from the midline, in distances of the shoulder joint."""

APEX_HEIGHT = 0.6
"""Height of the apex beat (fifth intercostal space) from the ribs' bone to the top of the spine."""

PATCH = 0.0516
"""Radius of the heart's patch, in statures: 8.8 cm and a full width at half maximum of 8 cm in a
body of 1.71 m."""


@partial(
    jax.tree_util.register_dataclass,
    data_fields=["direction", "breathing", "heartbeat"],
    meta_fields=[],
)
@dataclass(frozen=True)
class ChestPattern:
    """Fixed to the skin at rest; a pytree.

    Attributes:
        direction: Horizontal unit vector away from the axis of the trunk, in the body's frame.
        breathing: Displacement by breath as a share of the largest, which is 1.
        heartbeat: Displacement by heartbeat as a share of the largest, which is 1.
    """

    direction: Float[Array | np.ndarray, "vertex 3"]
    breathing: Float[Array | np.ndarray, " vertex"]
    heartbeat: Float[Array | np.ndarray, " vertex"]

    def displacement_m(
        self, vitals: VitalSigns, times_s: Float[Array, " time"]
    ) -> Float[Array, "time vertex 3"]:
        """What living adds to the skin at rest, m."""
        breath, beat = displacement(vitals, times_s)
        size = breath[:, None] * self.breathing + beat[:, None] * self.heartbeat
        return size[..., None] * self.direction


def chest_pattern(body: Body) -> ChestPattern:
    """The pattern of a body.

    Breath moves the front of chest and abdomen alike, from the hip bones to the collar bones, the
    sides a quarter as far and the back hardly; the heartbeat shows in a patch on the left of the
    chest. Both need skin that hangs on the trunk: limbs and head keep their shape.
    """
    away = body.vertices_m[:, :2] - body.torso_centre_m[:2]
    distance = np.maximum(np.hypot(*away.T), 1e-6)
    direction = np.c_[away / distance[:, None], np.zeros(len(away))]
    trunk = body.weights[:, [body.bone(name) for name in body.rig.trunk]].sum(1)
    front = trunk * ((1 + direction[:, 0]) / 2) ** FRONT_POWER
    breathing = front * _between_hips_and_collar(body)
    heartbeat = front * _above_heart(body, front)
    return ChestPattern(direction, breathing / breathing.max(), heartbeat / heartbeat.max())


def _between_hips_and_collar(body: Body) -> Float[np.ndarray, " vertex"]:
    height = body.vertices_m[:, 2]
    trunk = body.rig.trunk
    bones = (trunk[0], trunk[(len(trunk) - 1) // 2], trunk[-1], body.rig.limbs["L"].collar)
    hip, navel, chest, collar = (body.head_m(bone)[2] for bone in bones)
    return _step((height - hip) / (navel - hip)) * _step((collar - height) / (collar - chest))


def _above_heart(body: Body, front: Float[np.ndarray, " vertex"]) -> Float[np.ndarray, " vertex"]:
    """A bump around the apex: the point of the front nearest to where the apex beat is felt."""
    low, high = body.head_m(body.rig.ribs)[2], body.head_m(body.rig.spine[-1])[2]
    aside = APEX_ASIDE * body.head_m(body.rig.limbs["L"].shoulder)[1]
    target = np.array([aside, low + APEX_HEIGHT * (high - low)])
    miss = np.linalg.norm(body.vertices_m[:, 1:] - target, axis=1)
    apex = np.where(front > front.max() / 4, miss, np.inf).argmin()
    distance = np.linalg.norm(body.vertices_m - body.vertices_m[apex], axis=1)
    return np.clip(1 - (distance / (PATCH * body.stature_m)) ** 2, 0.0, None) ** 3


def _step(share: Float[np.ndarray, " vertex"]) -> Float[np.ndarray, " vertex"]:
    """From 0 to 1 with two continuous derivatives."""
    x = np.clip(share, 0.0, 1.0)
    return x**3 * (10 - 15 * x + 6 * x**2)
