"""The command and its result files, through the door that offices use."""
