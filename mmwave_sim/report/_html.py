"""A self-contained HTML page: pictures inside, no script, nothing fetched."""

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template


@dataclass(frozen=True)
class Section:
    """A picture with its story.

    Attributes:
        title: Heading.
        text: What is seen, in plain words.
        picture: PNG file.
    """

    title: str
    text: str
    picture: Path


_PAGE = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
body{font:16px/1.55 system-ui,sans-serif;color:#22262e;max-width:60rem;margin:2rem auto;
padding:0 1rem}
h1{font-size:1.6rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin:2rem 0 .3rem}
.lead{color:#555d6b;margin-top:0}img{max-width:100%;height:auto}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .9rem;text-align:right;
border-bottom:1px solid #dfe3e8}td:first-child,th:first-child{text-align:left}
footer{color:#6b7280;font-size:.85rem;margin-top:3rem}
</style></head><body>
<h1>$title</h1><p class="lead">$lead</p>
$table
$sections
<footer>$footer</footer>
</body></html>
""")


def write_html(
    path: Path,
    *,
    title: str,
    lead: str,
    rows: Sequence[Sequence[str]],
    sections: Sequence[Section],
    footer: str,
) -> Path:
    """Writes the page aside and renames it into place.

    Args:
        path: File to write.
        title: Title and first heading.
        lead: One paragraph under it.
        rows: A table; its first row is the head.
        sections: Pictures in order.
        footer: Small print.
    """
    page = _PAGE.substitute(
        title=html.escape(title),
        lead=html.escape(lead),
        table=_table(rows),
        sections="\n".join(_section(section) for section in sections),
        footer=html.escape(footer),
    )
    aside = path.with_name(f".{path.name}.part")
    aside.write_text(page, encoding="utf-8")
    return aside.replace(path)


def _table(rows: Sequence[Sequence[str]]) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(c)}</{tag}>" for c in cells) + "</tr>"

    return "<table>" + line(rows[0], "th") + "".join(line(r, "td") for r in rows[1:]) + "</table>"


def _section(section: Section) -> str:
    data = base64.b64encode(section.picture.read_bytes()).decode("ascii")
    title, text = html.escape(section.title), html.escape(section.text)
    image = f'<img alt="{title}" src="data:image/png;base64,{data}">'
    return f"<h2>{title}</h2><p>{text}</p>{image}"
