"""How often something may be asked, and from where."""
