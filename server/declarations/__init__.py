"""Quarterly declarations of what a household lives on."""
