"""The warehouse of the rule cases serves the stage as well."""

from tests.edit_rules.conftest import warehouse

__all__ = ["warehouse"]
