"""Complaints: filed by a complainant, answered by the respondent; each side reads its own (P3e)."""
