"""The command `aiojmap`: getting in, and seeing what one may do there."""
