"""Evidence: files that people lay before the desk. What is taken, how it is called, and each refusal."""
