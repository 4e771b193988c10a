"""Passwords, tokens, codes, guessing, and answers given once."""
