"""The devices that are signed in to an account."""
