"""The password and the code at sign-in, changed by who is signed in."""
