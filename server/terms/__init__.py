"""The conditions générales d'utilisation."""
