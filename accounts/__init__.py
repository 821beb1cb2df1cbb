"""Who people are, what they agreed to, and the data held about them."""
