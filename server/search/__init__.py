"""Rechercher: what a person finds among all that is theirs."""
