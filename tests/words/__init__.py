"""What the desk says to people: all of it is collected, and there in each language."""
