"""Internet messages: written from what a client sends, and taken apart for it to read."""
