"""Affichage: colours, contrast, size of text."""
