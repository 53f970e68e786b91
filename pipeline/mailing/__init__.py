"""Messages to and from candidates: threads, sending, what came back."""
