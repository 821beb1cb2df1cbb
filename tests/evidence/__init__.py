"""Files laid before the desk."""
