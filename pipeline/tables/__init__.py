"""The table programme: which published figures stand in which table, and how they are written."""
