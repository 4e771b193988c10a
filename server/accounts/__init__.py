"""The person who is signed in."""
