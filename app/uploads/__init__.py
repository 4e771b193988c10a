"""Documents à fournir."""
