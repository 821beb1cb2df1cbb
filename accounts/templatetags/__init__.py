"""Tags that pages of accounts use."""
