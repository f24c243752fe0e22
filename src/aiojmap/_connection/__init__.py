"""Around the pure core: credentials, origins, HTTP, and the client that joins them."""
