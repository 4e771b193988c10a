"""What a device offers, as protocols."""
