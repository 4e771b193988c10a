"""Accounts, files, and the place of a person in a file."""
