"""The one door: the only package that reads members' data for others, seals it and hands it over (DESIGN 5.1)."""
