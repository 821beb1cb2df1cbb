"""The mapping file: which item a platform's database or API holds, where, and in which country (P4)."""
