"""Niên biểu: the pure core that turns `content/` into a sourced public-information site.

Nothing in this package knows MkDocs. Values go in, values come out: no clock, no network, no
logging. Only `visits`, behind the command `nienbieu sources`, asks other hosts.
`pipeline.compile_content` is the front door; `python -m nienbieu` is the command.
"""

__version__ = "0.1.0"
