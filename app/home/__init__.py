"""Mon Compte: the overview of a file."""
