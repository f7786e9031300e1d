# Niên biểu. Everything runs from .venv, made from requirements.lock; nothing else is installed by `make site`.
PYTHON ?= python3
CONTENT_DIR ?= content
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export CONTENT_DIR
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help site serve check test search-report ledger lock clean

help: ## liệt kê các lệnh
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 26

# The site is built beside the old one and takes its place only when it is whole.
site: $(READY) ## dựng trang vào site/
	@rm -rf .cache/site && mkdir -p .cache
	@SITE_DIR=.cache/site $(BIN)/python -m mkdocs build --quiet --strict
	@rm -rf site && mv .cache/site site
	@echo "Đã dựng vào $(CURDIR)/site"

serve: $(READY) ## xem trước tại http://127.0.0.1:8000, tự cập nhật
	@$(BIN)/python -m mkdocs serve --no-strict

check: $(READY) ## kiểm tra nội dung, không dựng trang
	@$(BIN)/nienbieu check

test: $(READY) ## chạy mọi phép thử, kể cả trình duyệt
	@$(BIN)/python tests/install_browser.py
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/python -m pytest -n auto

search-report: site ## đo tìm kiếm: độ đúng, dung lượng, thời gian (chừng mười phút)
	@$(BIN)/python tests/install_browser.py
	@$(BIN)/python tests/search_report.py

ledger: $(READY) ## ghi sổ dẫn chứng sau khi nhận thay đổi nội dung
	@$(BIN)/nienbieu ledger

lock: $(READY) ## tính lại requirements.lock từ pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --all-extras pyproject.toml --output-file requirements.lock

clean: ## xóa .venv, site và bộ đệm
	@rm -rf $(VENV) site .cache

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên, đang có %d.%d. Đặt PYTHON=<đường dẫn> khi gọi make." % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)
