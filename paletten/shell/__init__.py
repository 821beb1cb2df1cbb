"""What stands around every page: header, navigation by role, language, and the pages that say no."""
