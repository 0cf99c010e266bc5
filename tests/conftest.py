"""Helpers assert as tests do, and say as much where they fail."""

import pytest

pytest.register_assert_rewrite("tests.support")
