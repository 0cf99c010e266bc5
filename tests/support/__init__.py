"""What tests share, and fuzzing with them: no test imports another test."""
