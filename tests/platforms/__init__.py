"""Members' data in a platform's own database or API: what it receives, what is done with what it answers."""
