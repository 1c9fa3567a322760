"""The catalogue of defects, case by case: what is found, and what is read all the same."""
