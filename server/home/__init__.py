"""The overview of a file."""
