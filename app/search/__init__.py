"""Rechercher."""
