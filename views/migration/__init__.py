"""Votre connexion change."""
