"""Speed and memory of the command, beside what pyarrow needs to read the same file."""
