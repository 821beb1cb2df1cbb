"""The doors through which people come: one folder for each, none imports another (DESIGN 6)."""
