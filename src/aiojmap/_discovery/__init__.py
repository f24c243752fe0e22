"""From a mail address to servers, without credentials (RFC 8620, section 2.2)."""
