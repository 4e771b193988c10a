"""Simuler."""
