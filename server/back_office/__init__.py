"""The programs of a fund, as OAuth 2 clients: their secrets, tokens and scopes."""
