"""Every number that the README and the documentation state, as runnable code."""

from benchmarks._report import Report, Row

__all__ = ["Report", "Row"]
