"""Flax encoders of radar cubes and heatmaps, aligned with language."""
