"""Mon Compte: the overview of a file, and Mes dossiers."""
