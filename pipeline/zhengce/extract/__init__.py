"""Programmes and entities of segmented text."""
