"""Mount the compiled pages as virtual files, so that MkDocs validates and renders them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from nienbieu.pipeline import Compilation


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every compiled page; its edit link leads to the file that a person wrote."""
    compilation: Compilation = config.extra["compilation"]
    for page in compilation.pages:
        if files.get_file_from_path(page.path):
            raise PluginError(
                f"docs/{page.path} trùng tên với một trang được biên dịch. Đổi tên hoặc xóa tệp trong docs/."
            )
        file = File.generated(config, page.path, content=page.markdown, inclusion=InclusionLevel.INCLUDED)
        file.edit_uri = _edit_uri(page.source, config)
        files.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Let the sitemap tell the day of the last change note, never the day of the build."""
    compilation: Compilation = config.extra["compilation"]
    page.update_date = page.meta.get("date", compilation.site.updated)
    return markdown


def _edit_uri(source: str, config: MkDocsConfig) -> str | None:
    """Path of the written file from docs/; none for compiled lists and for content outside the project."""
    root, project = Path(config.extra["content_dir"]).resolve(), Path(config.config_file_path).parent
    if not source or not root.is_relative_to(project):
        return None
    return f"../{root.relative_to(project).as_posix()}/{source}"
