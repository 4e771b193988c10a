"""The search for a place of birth."""
