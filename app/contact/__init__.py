"""Contacter ma Caf: by subject, and appointments."""
