"""Reports of what is inaccessible."""
