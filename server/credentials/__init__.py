"""The password and the code at sign-in, changed by the person who is signed in."""
