"""The public careers pages: which roles, in what words, and for programs."""
