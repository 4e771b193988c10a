"""Rules without HTTP and without a database, that several features follow."""
