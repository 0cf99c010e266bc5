"""What the library costs, beside what others cost that do the same job: `make bench`."""
