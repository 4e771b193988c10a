"""Who the holders of accounts are: what was found, and whoever proves it better."""
