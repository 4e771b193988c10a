"""Signing in, staying, leaving."""
