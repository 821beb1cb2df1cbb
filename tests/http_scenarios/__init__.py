"""A second driver of the scenario files: every line is a request with a real token (issue "Scenarios")."""
