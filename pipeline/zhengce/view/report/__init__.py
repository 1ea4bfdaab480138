"""An HTML page for a batch of releases: text, figures, charts, repairs, refusals; no network access.

- ``payload``: the page's data from releases and refusals
- ``page``: data, template, style and script in one HTML file
- ``template.html``, ``style.css``, ``script/``: the page itself
- ``labels.tsv``: its texts in English and Chinese
"""

from zhengce.view.report.page import report

__all__ = ["report"]
