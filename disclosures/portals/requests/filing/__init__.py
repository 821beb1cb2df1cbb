"""Filing, one question a page; what was answered is saved as a draft at each step."""
