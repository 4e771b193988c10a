"""Scans of documents, sent in pieces."""
