"""The endpoints: session, API, uploads and downloads."""
