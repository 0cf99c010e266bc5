"""The project's own files: the documentation, the demo, the benchmarks, the inputs of fuzzing, imports and exports."""
