"""Rules without HTTP and without a database."""
