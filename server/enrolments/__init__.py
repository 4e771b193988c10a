"""Creating an account: drafts, scans, the check of documents, completion."""
