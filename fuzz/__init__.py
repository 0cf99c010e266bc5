"""Coverage-guided fuzzing: `make fuzz`. What is looked for stands in `targets`, `conversation` and `oracle`.

A target is a function of bytes that raises for a finding. Targets, seeds and the mutator need nothing but the library
and `tests.support`, so that the ordinary tests replay every input that was ever kept; only `worker` needs atheris.
"""
