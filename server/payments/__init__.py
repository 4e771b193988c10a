"""Payments of a file, why they change, and the debts taken back from them."""
