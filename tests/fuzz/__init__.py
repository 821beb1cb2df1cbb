"""Made-up input for the API: a little in the suite, much of it on a running desk (`make fuzz`)."""
