"""The schema's versions, oldest first; each is a file in `versions`."""
