"""What the responsable of a file allows the spouse."""
