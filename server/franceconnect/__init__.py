"""Sign-in through FranceConnect: this server is the relying party, the program never is."""
