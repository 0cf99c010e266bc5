"""What holds for every message, for every schema and for everything that is no message."""
