"""Who the holder of an account is, as far as it is proved."""
