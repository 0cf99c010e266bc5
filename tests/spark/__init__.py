"""Tables on a real Spark: `make spark`."""
