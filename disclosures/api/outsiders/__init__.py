"""Organisations and people from outside: the register, who was verified, who joined, who was given which role."""
