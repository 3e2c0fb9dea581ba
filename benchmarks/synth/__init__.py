"""The parts of the bench of data sets: ways to make, kill, break and measure them."""
