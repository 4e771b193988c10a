"""Health: whether the server answers, and whether it can serve."""
