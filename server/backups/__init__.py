"""Copies of a database together with the scans that belong to it."""
