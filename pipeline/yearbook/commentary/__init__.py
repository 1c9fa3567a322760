"""Computed sentences: what the published figures say, in Chinese and in English."""
