"""Mes ressources, their corrections, and Mon quotient familial."""
