"""What the records say, and what each kind of reader may see."""
