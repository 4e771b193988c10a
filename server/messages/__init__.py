"""Messages: what the fund and a person wrote to each other."""
