"""What the plan and the comparison fetch: a line for each record in small parts, facts of pages as files."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from macros.catalog import Event, KeyDate, Occupation
from macros.pages.compare_files import compare_files
from macros.pages.plan_index import PLANNED, part_count, part_of, plan_item, plan_parts
from macros.pages.plan_view import compare_view, plan_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

EVENT = """\
title: {title}
kind: open-day
start: {start}
municipality: primersk
place: {{organization: primersk-kolledzh}}
hosts: [primersk-kolledzh]
format: in-person
level: municipal
audience: [pupils]
grades: 8-11
age_mark: 12+
status: {status}
sources: [{{kind: editorial, note: пример для тестов}}]
verification: needs-verification
checked: 2026-11-22
"""
