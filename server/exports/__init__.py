"""Exports of all data about a person: as JSON for machines, as a document for people."""
