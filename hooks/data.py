"""Open data and feeds join the site as they were compiled."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from nienbieu.pipeline import Compilation


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files as media, so that none of them (a README.md among them) becomes a page."""
    compilation: Compilation = config.extra["compilation"]
    for path, text in compilation.files.items():
        file = File.generated(config, path + ".data", content=text, inclusion=InclusionLevel.INCLUDED)
        file.dest_uri = path
        files.append(file)
    return files
