"""Mes démarches: what a person asks of the fund or declares to it."""
