"""Mon agenda: the dates of a person, as a list and for calendars."""
