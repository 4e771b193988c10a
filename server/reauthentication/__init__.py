"""The password asked for again before what protects the account is changed."""
