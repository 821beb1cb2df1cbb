"""The texts that people agree to: what a new desk starts with, and what differs between two versions (P0b, P0c)."""
