"""The enrolment: creating an account, step by step."""
