"""Messages to be created: composed from text, HTML and files, and checked (RFC 8621, 4.6)."""
