"""Decorated pytest tests and fixtures keep the properties that pytest uses."""

from tests.mock.decoration.runs import RunTests


def test_decorated_tests_have_fixtures_parameters_and_marks(run_tests: RunTests) -> None:
    """Signature and marks survive on either side of the decorator."""
    run_tests(
        """
        @pytest.fixture
        def word():
            return "word"

        @mock_peering
        @pytest.mark.parametrize("number", [1, 2])
        def test_below(tmp_path, number, word):
            assert current() and tmp_path.exists() and number and word == "word"

        @pytest.mark.parametrize("number", [1, 2])
        @mock_peering(account_id="222222222222")
        def test_above(number, word, request):
            assert current().account_id == "222222222222" and word == "word"
            assert request.node.callspec.params == {"number": number}

        @mock_peering()
        @pytest.mark.xfail(raises=KeyError, strict=True)
        def test_expected_to_fail():
            raise KeyError

        @mock_peering
        @pytest.mark.skip(reason="as it should")
        def test_skipped():
            raise AssertionError

        class TestMethods:
            @mock_peering
            @pytest.mark.parametrize("number", [1, 2])
            def test_method(self, number, word):
                assert current() and word == "word"
        """
    ).assert_outcomes(passed=6, xfailed=1, skipped=1)


def test_decorated_fixtures_are_active_around_the_test(run_tests: RunTests) -> None:
    """A fixture that yields keeps its mock during the test; one that returns does not."""
    run_tests(
        """
        @pytest.fixture
        @mock_peering(account_id="222222222222")
        def yielding(request):
            yield current()
            assert current()

        @pytest.fixture
        @mock_peering
        def returning():
            return current()

        def test_yielding(yielding):
            assert current() is yielding
            assert yielding.account_id == "222222222222"

        def test_returning(returning):
            assert returning is not None
            assert current() is None
        """
    ).assert_outcomes(passed=2)


def test_a_decorator_above_a_fixture_is_refused(run_tests: RunTests) -> None:
    """The fixture would be lost, and the error says how to change the order."""
    result = run_tests(
        """
        @mock_peering
        @pytest.fixture
        def vpc(): ...
        """
    )
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*TypeError: mock_peering cannot decorate*below @pytest.fixture*"])
