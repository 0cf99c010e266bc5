"""One file for each module of the library: `test_<module>.py`."""
