"""Identification through FranceConnect."""
