"""One page that holds a batch of releases: text, figures, charts, repairs, refusals; no network, no tracker.

- ``payload``: releases and refusals → the data that the page carries
- ``page``: data, template, style and script → one HTML file
- ``template.html``, ``style.css``, ``script/``: the page itself
- ``labels.tsv``: its words in English and Chinese
"""

from zhengce.view.report.page import report

__all__ = ["report"]
