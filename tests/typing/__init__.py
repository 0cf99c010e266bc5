"""What users write, and what type checkers say of it."""
