"""The resolved schema as one JSON document."""
