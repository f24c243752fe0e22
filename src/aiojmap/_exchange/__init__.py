"""From calls to a request and from a response to answers, without input or output."""
