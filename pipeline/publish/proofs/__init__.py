"""校样: numbered proofs of the book, what differs from one to the next, and the list to read by."""
