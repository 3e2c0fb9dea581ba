"""Radar tokens into a language model (PyTorch)."""
