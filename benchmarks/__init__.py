"""Every number that the README and the documentation state, as runnable code."""
