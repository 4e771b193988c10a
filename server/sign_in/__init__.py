"""Sign-in with a password, and the sessions that it opens."""
