"""What a fund hands over: records, read from files or requests, checked whole, and written in batches."""
