"""The supervisor of the embedded desk: it starts, watches and stops the desk's processes."""
