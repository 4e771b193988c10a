"""Tools of development: they make files that are committed, measure the code, and hold its walls."""
