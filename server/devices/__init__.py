"""The devices that reach an account."""
