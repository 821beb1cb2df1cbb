"""The engine: plain Python, no Django, no input or output."""
