"""Communes and countries where a person can be born."""
