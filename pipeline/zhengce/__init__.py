"""Chinese government press releases, turned into a trusted database of indicators and programmes."""

__version__ = "0.1.0"
