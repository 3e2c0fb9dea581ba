"""The former name of the catalogue."""

from scenes.objects._catalogue import CATALOGUE

FURNITURE = CATALOGUE
"""What can stand in a room, by kind."""
