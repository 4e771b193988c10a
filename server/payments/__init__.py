"""What was paid, what was taken back, what is due."""
