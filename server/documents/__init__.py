"""Papers about a file: attestations and statements, made in the background, and the public check of their codes."""
