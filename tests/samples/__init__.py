"""Tests of the sample submissions and of the generator that writes them."""
