"""Mot de passe oublié."""
