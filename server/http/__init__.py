"""What every request and every answer have in common, whatever is asked."""
