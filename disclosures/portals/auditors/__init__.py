"""The door of auditors: whether the record is whole, a sample of it, and what was out of the ordinary."""
