"""A decorated pytest class: one mock, rewound after each test to the state after setup_class."""

import pytest

from tests.mock.decoration.runs import RunTests


def test_what_the_class_arranged_is_in_every_test(run_tests: RunTests) -> None:
    """Tests see what setup_class created, and nothing from setup_method or other tests."""
    run_tests(
        """
        @mock_peering
        class TestWorkflow:
            def setup_class(cls):
                make_vpc("10.0.0.0/16")

            def setup_method(self):
                make_vpc("10.1.0.0/16")

            @pytest.mark.parametrize("number", range(3))
            def test_workflow(self, number):
                assert ranges() == ["10.0.0.0/16", "10.1.0.0/16"]
                make_vpc("10.2.0.0/16")

            def teardown_method(self):
                assert len(ranges()) == 3
                make_vpc("10.3.0.0/16")

            def teardown_class(cls):
                assert ranges() == ["10.0.0.0/16"]
        """
    ).assert_outcomes(passed=3)


@pytest.mark.parametrize(
    "hooks",
    [
        "def setup_class(cls): cls.seen = current()",
        "@classmethod\n    def setup_class(cls): cls.seen = current()",
        "@staticmethod\n    def setup_class(cls): cls.seen = current()",
        "@staticmethod\n    def setup_class(): TestWorkflow.seen = current()",
        "def setup_method(self): self.seen = current()",
        "def setup_method(self, method): self.seen = current() and method",
        "@staticmethod\n    def setup_method(): TestWorkflow.seen = current()",
        "@staticmethod\n    def setup_method(method): TestWorkflow.seen = current() and method",
        "@classmethod\n    def setup_method(cls): cls.seen = current()",
        "@pytest.fixture(autouse=True)\n    def set_up(self): self.seen = current()",
    ],
)
def test_hooks_have_all_the_forms_of_pytest(run_tests: RunTests, hooks: str) -> None:
    """Hooks of every kind, with or without an argument, run in the mock."""
    run_tests(
        f"""
        @mock_peering
        class TestWorkflow:
            seen = None

            {hooks.replace("    ", "            ")}

            def test_workflow(self):
                assert self.seen
        """
    ).assert_outcomes(passed=1)


def test_fixtures_of_a_test_are_put_back(run_tests: RunTests) -> None:
    """Resources of a function-scoped fixture are gone before the next test."""
    run_tests(
        """
        @pytest.fixture
        def vpc():
            yield make_vpc("10.1.0.0/16")
            assert ranges() == ["10.1.0.0/16", "10.2.0.0/16"]

        @mock_peering
        class TestWorkflow:
            @pytest.mark.parametrize("number", range(3))
            def test_workflow(self, number, vpc):
                assert ranges() == ["10.1.0.0/16"]
                make_vpc("10.2.0.0/16")
        """
    ).assert_outcomes(passed=3)


def test_fixtures_of_the_class_stay(run_tests: RunTests) -> None:
    """Resources of a class-scoped fixture are visible in all later tests."""
    run_tests(
        """
        @mock_peering
        class TestWorkflow:
            @pytest.fixture(scope="class")
            @classmethod
            def vpc(cls):
                make_vpc("10.0.0.0/16")

            @pytest.mark.parametrize("number", range(3))
            def test_workflow(self, number, vpc):
                assert ranges() == ["10.0.0.0/16"]
                make_vpc("10.1.0.0/16")
        """
    ).assert_outcomes(passed=3)


def test_a_failing_test_is_put_back_too(run_tests: RunTests) -> None:
    """A failing test or setup_method leaves nothing for the next test."""
    run_tests(
        """
        @mock_peering
        class TestWorkflow:
            def setup_method(self, method):
                assert ranges() == []
                make_vpc("10.0.0.0/16")
                assert "unlucky" not in method.__name__

            def test_unlucky(self):
                pass

            def test_failing(self):
                raise KeyError

            def test_passing(self):
                assert ranges() == ["10.0.0.0/16"]

        def test_after():
            assert not current()
        """
    ).assert_outcomes(passed=2, failed=1, errors=1)


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("setup_class", {"errors": 1}),
        ("setup_method", {"errors": 1}),
        ("teardown_method", {"passed": 1, "errors": 1}),
        ("teardown_class", {"passed": 1, "errors": 1}),
    ],
)
def test_a_failing_hook_ends_the_mock(
    run_tests: RunTests, name: str, outcomes: dict[str, int]
) -> None:
    """The mock ends with the class, whichever hook fails."""
    run_tests(
        f"""
        @mock_peering
        class TestWorkflow:
            def {name}(self):
                assert current()
                raise KeyError

            def test_workflow(self):
                pass
        """
    ).assert_outcomes(**outcomes)
