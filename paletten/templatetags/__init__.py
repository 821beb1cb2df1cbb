"""Tags that pages use."""
