"""Reading back: what we write ourselves is what we can read."""
