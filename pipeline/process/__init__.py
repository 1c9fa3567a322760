"""From figures in force to totals, ratios, changes and shares; all of it in ``sql/aggregated``."""
