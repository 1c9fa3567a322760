"""Writes the sample submissions of 14 cities and the region: same bytes at every run."""
