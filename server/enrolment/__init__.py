"""Enrolment: the creation of an account."""
