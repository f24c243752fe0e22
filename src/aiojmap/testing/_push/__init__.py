"""Push: what has changed, who is told of it and how (RFC 8620, section 7)."""
