"""One module per verb that spans stages."""
