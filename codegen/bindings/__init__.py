"""Python bindings from a vocabulary: a typed model, and the templates that print it."""
