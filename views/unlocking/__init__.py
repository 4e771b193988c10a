"""Déverrouillage par empreinte ou visage."""
