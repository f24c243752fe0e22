"""What is particular about each data type."""
