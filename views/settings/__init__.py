"""Gérer mon compte, and what is changed there."""
