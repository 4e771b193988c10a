"""Mes paiements."""
