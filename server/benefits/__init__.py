"""The benefits that a person can ask for."""
