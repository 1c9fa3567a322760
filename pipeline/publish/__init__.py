"""What goes out with the book: data files and the record of the run."""
