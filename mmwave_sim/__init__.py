"""Coherent, calibrated, differentiable raw ADC of FMCW MIMO radars among moving people."""
