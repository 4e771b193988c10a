"""À propos."""
