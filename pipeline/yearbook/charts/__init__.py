"""Charts: Vega-Lite specifications filled with published figures and drawn as SVG."""

from pipeline.yearbook.charts.book import charts_for_city, charts_for_part, tile_chart

__all__ = ["charts_for_city", "charts_for_part", "tile_chart"]
