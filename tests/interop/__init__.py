"""Real peers, logs and sockets, processes and threads, and the package as it is installed."""
