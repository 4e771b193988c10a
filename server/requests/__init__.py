"""Requests ("démarches"): what a person asks of the fund or declares to it, from the draft to the decision."""
