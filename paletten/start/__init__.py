"""The start page and the health checks: what is running, and where to go from here."""
