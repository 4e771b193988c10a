"""Scanned documents, sent piece by piece."""
