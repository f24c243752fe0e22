"""DNS to test with: SRV records from a table, and what can go wrong with them."""
