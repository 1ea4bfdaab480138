"""Releases for the eye.

- ``labels``: figures, signs and colours, and text made harmless
- ``wrapping``: lines of Chinese text
- ``terminal``: one release, or what a run found, in the terminal
"""
