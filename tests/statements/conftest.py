import pytest

from musnad.lang.ar.forms import FormIndex
from musnad.statements.cues import CueLexicon


@pytest.fixture(scope="session")
def lexicon() -> CueLexicon:
    return CueLexicon.load()


@pytest.fixture(scope="session")
def forms() -> FormIndex:
    return FormIndex.load()
