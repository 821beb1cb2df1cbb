"""The API: parse, one domain call, present. One file or folder per resource, and what all of them share."""
