"""Copies of all that is held on a person: as data for machines, as a document for people."""
