"""Homes from wishes and a seed: plans, openings, furniture under constraints."""

from scenes.rooms.generate._make import ROOM_KINDS, RoomWish, make_home

__all__ = [
    "ROOM_KINDS",
    "RoomWish",
    "make_home",
]
