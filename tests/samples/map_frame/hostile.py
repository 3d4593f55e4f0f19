"""Names that somebody could put in a delivery to make a map run them; each would leave a mark if it were run."""

from __future__ import annotations

SCRIPT = "<script>window.hit=1</script>"

HOSTILE: tuple[str, ...] = (
    "{{7*7}}",
    "{{ this.hit() }}",
    "{% raw",
    "{% for x in range(9) %}hit{% endfor %}",
    "{# comment",
    "{{''.__class__.__mro__[1].__subclasses__()}}",
    "</script>" + SCRIPT,
    SCRIPT,
    "<img src=x onerror=window.hit=1>",
    "<svg/onload=window.hit=1>",
    '";window.hit=1;//',
    "';window.hit=1;//",
    "`;window.hit=1;//",
    "${window.hit=1}",
    '\\";window.hit=1;//',
    "\\u0022;window.hit=1;//",
    "*/window.hit=1;/*",
    "a\nwindow.hit=1\n//",
    "a\u2028window.hit=1\u2029//",
    "javascript:window.hit=1",
    "&lt;img src=x onerror=window.hit=1&gt;",
    "map_canvas feature_group_0 window.map=null",
    "Straat \u202egnirts\u202c \u2066x\u2069 \u05e9\u05dc\u05d5\u05dd",
    "nul\x00 en \x1b[31m \ud800 en \U0001f600\U0001f3e0",
    "lang " * 4000 + SCRIPT,
)
"""Twenty-five."""

ELSEWHERE: tuple[str, ...] = (
    "![x](https://elders.example/x.png)",
    "[klik](javascript:window.hit=1)",
    '=HYPERLINK("https://elders.example/x";"klik")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*9",
    "<iframe src=https://elders.example></iframe>",
)
"""Six for what reads Markdown, spreadsheets and pages."""
