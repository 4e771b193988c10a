"""Looking after one's own access: contacts, password, devices, data, the end of it."""
