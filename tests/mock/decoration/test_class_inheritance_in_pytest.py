"""pytest classes that inherit from decorated classes and from others."""

import pytest

from tests.mock.decoration.runs import RunTests


def test_a_subclass_may_arrange_without_its_base(run_tests: RunTests) -> None:
    """Hooks that do not call `super()` are in the mock all the same."""
    run_tests(
        """
        @mock_peering
        class Base:
            def setup_class(cls):
                raise AssertionError

            setup_method = teardown_method = teardown_class = setup_class

        class TestWorkflow(Base):
            def setup_class(cls):
                make_vpc("10.0.0.0/16")

            def setup_method(self):
                make_vpc("10.1.0.0/16")

            def teardown_method(self):
                assert current()

            def teardown_class(cls):
                assert current()

            @pytest.mark.parametrize("number", range(3))
            def test_workflow(self, number):
                assert ranges() == ["10.0.0.0/16", "10.1.0.0/16"]
        """
    ).assert_outcomes(passed=3)


def test_a_subclass_may_arrange_with_its_base(run_tests: RunTests) -> None:
    """Hooks that call `super()` are in the same mock."""
    run_tests(
        """
        @mock_peering
        class Base:
            def setup_class(cls):
                make_vpc("10.0.0.0/16")

            def setup_method(self, method):
                make_vpc("10.1.0.0/16")

        class TestWorkflow(Base):
            def setup_class(cls):
                super().setup_class()
                make_vpc("10.2.0.0/16")

            def setup_method(self, method):
                super().setup_method(method)
                make_vpc("10.3.0.0/16")

            @pytest.mark.parametrize("number", range(3))
            def test_workflow(self, number):
                assert len(ranges()) == 4
        """
    ).assert_outcomes(passed=3)


@pytest.mark.parametrize("order", ["Beside, Base", "Base, Beside"])
def test_a_class_beside_the_base_may_have_hooks(run_tests: RunTests, order: str) -> None:
    """Hooks of an undecorated base are in the mock too, whichever base comes first."""
    run_tests(
        f"""
        @mock_peering
        class Base:
            def test_workflow(self):
                assert len(ranges()) == 2

        class Beside:
            def setup_class(cls):
                make_vpc("10.0.0.0/16")

            def setup_method(self):
                make_vpc("10.1.0.0/16")

        class TestWorkflow({order}):
            pass
        """
    ).assert_outcomes(passed=1)


def test_of_two_decorations_the_nearer_counts(run_tests: RunTests) -> None:
    """A class decorated like its base has its own mock only."""
    run_tests(
        """
        @mock_peering(account_id="111111111111")
        class Base:
            account_id = "222222222222"

            def setup_method(self):
                assert current().account_id == self.account_id

            def test_workflow(self):
                assert current().account_id == self.account_id

        @mock_peering(account_id="222222222222")
        class TestWorkflow(Base):
            pass

        class TestHeir(TestWorkflow):
            @mock_peering(account_id="333333333333")
            def test_nearest(self):
                assert current().account_id == "333333333333"
        """
    ).assert_outcomes(passed=3)
