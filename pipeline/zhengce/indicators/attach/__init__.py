"""Attachment: for each number the candidates of a field, what rules them out, and the choice."""
