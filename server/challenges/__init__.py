"""Codes sent to a contact, and what waits for them."""
