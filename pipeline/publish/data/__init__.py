"""``public/data/``: every published figure, the tables, the code lists, and what describes them."""

from pipeline.publish.data.package import write_data

__all__ = ["write_data"]
