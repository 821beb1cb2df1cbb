"""The door of those who work for the desk."""
