"""Sphinx configuration. `make docs` builds with warnings as errors."""

from importlib.metadata import version as installed_version

project = "mmwave-sim"
author = "The mmwave-sim contributors"
project_copyright = f"2026, {author}"
release = version = installed_version("mmwave-sim")

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"mmwave-sim {version}"
html_show_sphinx = False
