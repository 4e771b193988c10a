"""Challenges: codes sent to a contact, and verified."""
