"""The door of authorities and courts: how they come in, and what they ask to have kept."""
