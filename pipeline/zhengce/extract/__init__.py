"""Extract programmes and entities from segmented text."""
