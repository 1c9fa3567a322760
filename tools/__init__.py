"""Tools that stand beside the pipeline and are not part of it."""
