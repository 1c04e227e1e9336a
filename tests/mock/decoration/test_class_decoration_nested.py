"""Nested classes, unittest classes run by pytest, and name conflicts."""

import pytest

from peermock import mock_peering
from tests.mock.decoration.runs import RunTests


@pytest.mark.parametrize("selected", [(), ("-k", "TestInner"), ("-k", "not test_outer")])
def test_a_class_inside_is_in_a_mock(run_tests: RunTests, selected: tuple[str, ...]) -> None:
    """The tests of a nested class are rewound too, with or without tests of the outer class."""
    result = run_tests(
        """
        @mock_peering
        class TestOuter:
            def test_outer(self):
                assert ranges() == []
                make_vpc("10.1.0.0/16")

            class TestInner:
                def setup_class(cls):
                    make_vpc("10.0.0.0/16")

                @pytest.mark.parametrize("number", range(3))
                def test_inner(self, number):
                    assert ranges() == ["10.0.0.0/16"]
                    make_vpc("10.1.0.0/16")

                class TestInnermost:
                    def test_innermost(self):
                        assert current()

        def test_after():
            assert not current()
        """,
        "-p",
        "no:randomly",  # shuffled, pytest may set a class up once for itself and once for another
        *selected,
    )
    assert not result.parseoutcomes().keys() & {"failed", "errors"}
    assert result.parseoutcomes()["passed"] >= 4


def test_hooks_of_a_class_inside_are_called_once(run_tests: RunTests) -> None:
    """Hooks run once, although pytest calls those of the inner class for the outer one too."""
    run_tests(
        """
        @mock_peering
        class TestOuter:
            class TestInner:
                called = []

                def setup_method(self, method):
                    assert current()
                    self.called.append("setup")

                def test_inner(self):
                    assert self.called == ["setup"]

                def teardown_method(self):
                    assert current()
                    self.called.append("teardown")

                def teardown_class(cls):
                    assert cls.called == ["setup", "teardown"]
        """
    ).assert_outcomes(passed=1)


def test_hooks_of_the_outer_class_are_in_the_mock(run_tests: RunTests) -> None:
    """Hooks of the outer class that pytest calls for the inner one run in the mock."""
    run_tests(
        """
        @mock_peering
        class TestOuter:
            def setup_class(cls):
                make_vpc("10.0.0.0/16")

            class TestInner:
                def test_inner(self):
                    assert ranges() == ["10.0.0.0/16"]
        """
    ).assert_outcomes(passed=1)


def test_a_decorated_class_inside_says_how(run_tests: RunTests) -> None:
    """A nested class that is decorated itself, or through its base, has its own mock."""
    run_tests(
        """
        @mock_peering(account_id="333333333333")
        class Base:
            def test_base(self):
                assert current().account_id == "333333333333"

        @mock_peering(account_id="111111111111")
        class TestOuter:
            @mock_peering(account_id="222222222222")
            class TestInner:
                def test_inner(self):
                    assert current().account_id == "222222222222"

            class TestHeir(Base):
                pass

            def test_outer(self):
                assert current().account_id == "111111111111"
        """
    ).assert_outcomes(passed=3)


def test_other_things_inside_are_left_alone() -> None:
    """Nested classes without tests, and classes from elsewhere, are not changed."""

    class Elsewhere:
        def test_workflow(self) -> None: ...

    @mock_peering
    class TestWorkflow:
        other = Elsewhere

        class Settings:
            account_id = "222222222222"

        def test_workflow(self) -> None: ...

    assert not hasattr(Elsewhere, "setup_method")
    assert not hasattr(TestWorkflow.Settings, "setup_method")


def test_a_subclass_may_have_classes_inside(run_tests: RunTests) -> None:
    """A class nested in a subclass is in the mock too."""
    run_tests(
        """
        @mock_peering
        class Base:
            def setup_class(cls):
                pass

        class TestWorkflow(Base):
            class TestInner:
                def test_inner(self):
                    assert current()
        """
    ).assert_outcomes(passed=1)


def test_classes_of_unittest_are_put_back_in_pytest(run_tests: RunTests) -> None:
    """Classes of unittest behave under pytest as under unittest."""
    run_tests(
        """
        @mock_peering
        class TestWorkflow(unittest.TestCase):
            @classmethod
            def setUpClass(cls):
                make_vpc("10.0.0.0/16")

            def setUp(self):
                make_vpc("10.1.0.0/16")

            def test_one(self):
                assert ranges() == ["10.0.0.0/16", "10.1.0.0/16"]

            test_two = test_one

        @mock_peering
        class TestAsynchronous(unittest.IsolatedAsyncioTestCase):
            async def asyncSetUp(self):
                make_vpc("10.0.0.0/16")

            async def test_one(self):
                assert ranges() == ["10.0.0.0/16"]

            test_two = test_one

        def test_after():
            assert not current()
        """
    ).assert_outcomes(passed=5)


@pytest.mark.parametrize("options", [(), ("--pdb",)])
def test_a_class_of_unittest_inside_is_in_a_mock(
    run_tests: RunTests, options: tuple[str, ...]
) -> None:
    """A unittest class may be nested in a pytest class, and `--pdb` works."""
    run_tests(
        """
        @mock_peering
        class TestOuter:
            class TestInner(unittest.TestCase):
                def test_inner(self):
                    assert ranges() == []
                    make_vpc("10.0.0.0/16")

                test_again = test_inner
        """,
        *options,
    ).assert_outcomes(passed=2)


@pytest.mark.parametrize(
    "name", ["setup_class", "teardown_class", "setup_method", "teardown_method"]
)
def test_a_name_that_the_decorator_needs_may_be_no_fixture(name: str) -> None:
    """A fixture with the name of a hook would be lost, so the class is rejected."""
    body = {name: pytest.fixture(lambda _: None), "test_workflow": lambda _: None}
    with pytest.raises(TypeError, match=f"its {name} is not a method .*Rename that attribute"):
        mock_peering(type("TestWorkflow", (), body))
