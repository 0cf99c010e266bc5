"""Tables of millions of messages, as Arrow data."""
