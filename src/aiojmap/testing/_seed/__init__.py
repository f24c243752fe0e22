"""The mail that a new account starts with."""
