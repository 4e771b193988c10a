"""Aide: articles that answer what people ask, and an assistant that finds them."""
