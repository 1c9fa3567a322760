"""The book: what was published, set as pages; chapters, sentences, charts, HTML, PDF."""
