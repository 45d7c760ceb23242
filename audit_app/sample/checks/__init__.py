"""What can be wrong with a sample list, and the checks that find it."""
