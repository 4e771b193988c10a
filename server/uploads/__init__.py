"""Documents that people send: for what is asked of their file, or for a request."""
