"""The tests: `unit` by module, `properties` over everything, `interop` with the world outside, the project's own files."""
