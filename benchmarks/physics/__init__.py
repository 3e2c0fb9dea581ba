"""Validation problems with closed forms, which tests and the bench of physics share."""
