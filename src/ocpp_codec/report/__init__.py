"""The report of a log: one HTML file that says what happened and who is wrong."""
