"""How fast the simulator is: ratios between ways to the same result, measured in one run."""
