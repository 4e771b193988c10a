"""Passwords of 8 digits of old accounts."""
