"""Charts: Vega-Lite specifications filled with published figures and drawn as SVG."""
