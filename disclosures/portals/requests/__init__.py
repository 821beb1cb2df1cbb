"""Where people from outside file requests and follow them."""
