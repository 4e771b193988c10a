"""The migration of an old account to a new password and verified contacts."""
