"""From a key pose of the library to the channels of one body."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Side
from scenes.motion._channels import INDEX, Key, arm_columns
from scenes.motion._contact import Shell
from scenes.motion._figure import Figure
from scenes.motion._legs import hip_m, leg_lengths_m
from scenes.motion._library import ArmKey, FootKey, HandKey, KeyPose, LegKey
from scenes.motion._pose import FORWARD, LEFT, UP, about
from scenes.motion._posing import pelvis_of

DOWN = -UP
SINK_M = {"floor": 0.004, "seat": 0.012, "bed": 0.02}
"""How far skin that rests is pressed below what it rests on, m."""


ROUNDS, SETTLED_M = 8, 1e-3
"""Attempts to settle, since legs that reach for the ground bend as the pelvis sinks, and how
closely it must rest, m."""


@dataclass(frozen=True)
class Resolver:
    """Turns key poses into channels of one performance.

    Attributes:
        figure: Who performs.
        shell: Thinned skin, to find where it rests.
        lead: The side that leads.
        support_m: Height of the seat or bed above the floor, m.
    """

    figure: Figure
    shell: Shell
    lead: Side
    support_m: float

    @property
    def towards(self) -> float:
        """Sign of the leading side along +y."""
        return _sign(self.lead)

    def key(self, pose: KeyPose, base: Key, amplitude: float = 1.0) -> Key:
        """Channels of a key pose on the stage.

        Args:
            pose: The key.
            base: What gives what the key does not say.
            amplitude: Factor on what the key changes.
        """
        key = base.copy()
        self._trunk(key, pose)
        for side in SIDES:
            self._arm(key, pose, side)
            foot = self._of(pose, "foot", "feet", side)
            if isinstance(foot, FootKey):
                self._foot(key, foot, side)
        if not pose.rests_on:
            key = base + amplitude * (key - base)
        for side in SIDES:
            leg = self._of(pose, "leg", "legs", side)
            if isinstance(leg, LegKey):
                self._leg(key, leg, side)
        if pose.rests_on:
            self._settle(key, pose)
        return key

    def _of(
        self, pose: KeyPose, one: str, both: str, side: Side
    ) -> FootKey | LegKey | HandKey | ArmKey | None:
        which = "lead" if side == self.lead else "other"
        return getattr(pose, f"{which}_{one}") or getattr(pose, both)

    def _trunk(self, key: Key, pose: KeyPose) -> None:
        leg, towards = self.figure.leg_m, self.towards
        ahead, aside, up = pose.pelvis
        for name, change in (("x", ahead), ("y", towards * aside), ("z", up)):
            key[INDEX[f"pelvis_{name}"]] += leg * change
        forwards, over, turn = np.deg2rad(pose.tilt_deg)
        lean, bend, twist = np.deg2rad(pose.chest_deg)
        nod, gaze = np.deg2rad(pose.head_deg)
        changes = {"pitch": forwards, "roll": -towards * over, "yaw": towards * turn}
        changes |= {"lean": lean, "list": -towards * bend, "twist": towards * twist}
        changes |= {"nod": nod, "gaze": towards * gaze}
        for name, change in changes.items():
            key[INDEX[name]] += change

    def _arm(self, key: Key, pose: KeyPose, side: Side) -> None:
        angles = self._of(pose, "arm", "arms", side)
        if isinstance(angles, ArmKey):
            degrees = (angles.spread_deg, angles.flexion_deg, angles.elbow_deg, angles.turn_deg)
            key[arm_columns(side)] = np.deg2rad(degrees)
        hand = self._of(pose, "hand", "hands", side)
        if isinstance(hand, HandKey):
            key[arm_columns(side)] = self._reaching(hand, side)

    def _reaching(self, hand: HandKey, side: Side) -> Float[np.ndarray, "4"]:
        arm = self.figure.arms[side]
        start = self.figure.landmarks_m[hand.near] if hand.near else arm.joints_m[1]
        offset = self.figure.arm_m * np.array(hand.at) * np.array([1.0, _sign(side), 1.0])
        return arm.angles_rad(start + offset, np.deg2rad(hand.swivel_deg))

    def _foot(self, key: Key, foot: FootKey, side: Side) -> None:
        leg, sign = self.figure.leg_m, _sign(side)
        ahead, out, up = foot.at
        changes = {"x": leg * ahead, "y": sign * leg * out, "lift": leg * up}
        changes |= {"yaw": sign * np.deg2rad(foot.yaw_deg), "pitch": np.deg2rad(foot.pitch_deg)}
        for name, change in changes.items():
            key[INDEX[f"foot_{name}.{side}"]] += change

    def _leg(self, key: Key, leg: LegKey, side: Side) -> None:
        """Puts the foot where the bent leg takes it."""
        body, sign = self.figure.body, _sign(side)
        pelvis = pelvis_of(key[None])
        thigh = (
            pelvis.rotation
            * _turn(LEFT, -np.deg2rad(leg.hip_deg))
            * _turn(FORWARD, sign * np.deg2rad(leg.spread_deg))
        )
        shank = thigh * _turn(LEFT, np.deg2rad(leg.knee_deg))
        upper, lower = leg_lengths_m(body, side)
        hip = hip_m(body, pelvis, side)[0]
        ankle = hip + upper * thigh.apply(DOWN)[0] + lower * shank.apply(DOWN)[0]
        columns = {name: INDEX[f"foot_{name}.{side}"] for name in _FREE}
        key[columns["x"]], key[columns["y"]] = ankle[:2]
        key[columns["lift"]] = ankle[2] - self.figure.poser.feet[side].ankle_m.imag
        key[columns["pitch"]], key[columns["free"]] = 0.0, 1.0
        key[columns["flex"]] = np.deg2rad(leg.toes_deg)
        yaw = key[INDEX[f"foot_yaw.{side}"]]
        halfway = about(UP, np.array([(yaw - pelvis.heading_rad[0]) / 2]))
        usual = (pelvis.rotation * halfway).apply(LEFT)[0]
        key[columns["knee"]] = sign * _turned(usual, thigh.apply(LEFT)[0], ankle - hip)

    def _settle(self, key: Key, pose: KeyPose) -> None:
        """Moves the pelvis, and with it the feet that are free, to where the skin rests."""
        height = 0.0 if pose.rests_on == "floor" else self.support_m
        for _ in range(ROUNDS):
            points = self.shell.points_m(self.figure.poser.pose(key[None]))[0]
            part = points[self.shell.seat] if pose.rests_on == "seat" else points
            rise = height - SINK_M[pose.rests_on] - float(part[:, 2].min())
            key[INDEX["pelvis_z"]] += rise
            for side in SIDES:
                key[INDEX[f"foot_lift.{side}"]] += rise * key[INDEX[f"foot_free.{side}"]]
            if abs(rise) < SETTLED_M:
                break


_FREE = ("x", "y", "lift", "pitch", "free", "flex", "knee")


def _sign(side: Side) -> float:
    return 1.0 if side == "L" else -1.0


def _turn(axis: Float[np.ndarray, "3"], angle_rad: float) -> Rotation:
    return about(axis, np.array([angle_rad]))


def _turned(
    start: Float[np.ndarray, "3"], end: Float[np.ndarray, "3"], along: Float[np.ndarray, "3"]
) -> float:
    """Angle about a line, against its direction, from one vector to the other, rad."""
    line = along / np.linalg.norm(along)
    start, end = (vector - (vector @ line) * line for vector in (start, end))
    return float(-np.arctan2(np.cross(start, end) @ line, start @ end))
