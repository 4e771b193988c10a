"""Connexion."""
