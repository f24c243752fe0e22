"""The schema compared with the text of its specification."""
