"""Sentences become furnished rooms with moving people and a log of the truth."""
