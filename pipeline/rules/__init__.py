"""The edit rules as values: where they stand, how grave they are, what they say."""
