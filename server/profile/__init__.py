"""La Caf m'informe: what the fund knows of a household."""
