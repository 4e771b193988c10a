"""Payments, recoveries and entitlements of a file."""
