"""Simulations: what a household would be paid, calculated by a program of its own."""
