"""Peers for real conversations: ours, built on the codec; theirs, of the package `ocpp`; and the link between them."""
