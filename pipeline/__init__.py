"""From the cities' submissions to a bilingual statistical yearbook."""
