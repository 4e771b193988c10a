"""Flet's control trees as HTML for browsers. It knows Flet, and no screen: what a control is, its marks tell it."""
