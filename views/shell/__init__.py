"""What stands around every screen, and what screens have in common."""
