"""Measurements of `mmwave bench scenes`: houses, rooms, activities, bodies, recordings."""
