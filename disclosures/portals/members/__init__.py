"""What members and complainants see and decide about themselves."""
