"""Display releases.

- ``labels``: colours
- ``wrapping``: line breaks in Chinese text
- ``terminal``: a release, or the results of a run, in the terminal
- ``explanation``: why a place has its results
- ``report``: an HTML page of releases
"""
