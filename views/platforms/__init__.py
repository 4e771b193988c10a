"""Adapters of what a device offers, for the protocols of `app`."""
