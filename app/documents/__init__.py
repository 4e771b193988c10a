"""Mes attestations et mes relevés, and the check of their codes."""
