"""Tests of pipeline.catalogue and of the files in data/catalogue."""
