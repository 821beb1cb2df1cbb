"""The pages of one case, as the desk reads it."""
