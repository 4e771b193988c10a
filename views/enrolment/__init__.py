"""Créer Mon Compte."""
