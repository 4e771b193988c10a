"""Courriers."""
