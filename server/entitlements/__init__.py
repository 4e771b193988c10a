"""The benefits that a file is entitled to, and where each stands."""
