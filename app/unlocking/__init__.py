"""Unlocking by fingerprint or face."""
