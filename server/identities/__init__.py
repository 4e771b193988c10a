"""The identities of the holders of accounts, as far as they are proved."""
