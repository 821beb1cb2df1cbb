"""A platform's HTTP API as a source: only the configured host, no redirects, JSON read by pointers."""
