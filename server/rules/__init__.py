"""Rules that several features share; they use neither HTTP nor the database."""
