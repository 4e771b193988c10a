"""Where a person can be reached, changed and put back."""
