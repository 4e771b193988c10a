"""Mon agenda: the dates of a person."""
