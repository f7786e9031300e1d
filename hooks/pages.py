"""Mount the compiled pages as virtual files, so that MkDocs validates and renders them."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

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
        file.edit_uri = f"../{config.extra['content_dir']}/{page.source}" if page.source else None
        files.append(file)
    return files
