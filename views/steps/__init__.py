"""Screens of steps that two features or more use."""
