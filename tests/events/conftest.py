from collections.abc import Mapping

import pytest

from musnad.events.casualties import CasualtyWord, load_casualty_words
from musnad.events.grammar import Grammar
from musnad.events.lexicon import TriggerLexicon
from musnad.events.limits import LimitWord, load_deadline_words
from musnad.lang.ar.forms import FormIndex
from musnad.resolve.when_lexicon import TimeLexicon
from tests.events import build


@pytest.fixture(scope="session")
def stage() -> build.Stage:
    return build.Stage(FormIndex.load(), TimeLexicon.load())


@pytest.fixture(scope="session")
def lexicon() -> TriggerLexicon:
    return TriggerLexicon.load()


@pytest.fixture(scope="session")
def casualties() -> Mapping[str, CasualtyWord]:
    return load_casualty_words()


@pytest.fixture(scope="session")
def limits() -> Mapping[str, LimitWord]:
    return load_deadline_words()


@pytest.fixture(scope="session")
def grammar(stage: build.Stage, lexicon: TriggerLexicon) -> Grammar:
    return build.grammar(stage, lexicon)
