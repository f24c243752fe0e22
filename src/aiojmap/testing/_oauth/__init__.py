"""An OAuth authorization server for the people of the embedded server, and what it does wrong."""
