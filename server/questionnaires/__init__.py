"""The forms that the fund has published, and what it knows already of who fills one in."""
