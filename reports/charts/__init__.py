"""Charts drawn on the server: numbers in, one `<figure>` of escaped HTML and SVG out.

Colours come from the stylesheet: a `kind` is a stage's, or accent, good, warn, bad. Every chart
says its n, names itself to screen readers and brings the table it was drawn from.
"""

from reports.charts.figures import Limit
from reports.charts.histogram import Bin, histogram
from reports.charts.lines import Line, lines
from reports.charts.rows import Bar, Part, Stack, bars, stacks
from reports.charts.scatter import Point, scatter

__all__ = [
    "Bar",
    "Bin",
    "Limit",
    "Line",
    "Part",
    "Point",
    "Stack",
    "bars",
    "histogram",
    "lines",
    "scatter",
    "stacks",
]
