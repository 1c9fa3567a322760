"""What stands above a table: which form, whose, of which year and day."""
