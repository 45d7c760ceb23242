"""The review of a work's file: which documents it holds, and in what state."""
