"""Reauthentication: the password is asked for again before a change to what protects the account."""
