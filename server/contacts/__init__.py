"""Contacts of an account: changed, verified, restored."""
