"""The door of partners."""
