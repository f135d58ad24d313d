import pytest

from musnad.stories.roots import Root, body_of_office, class_of, may_be_same, told_class


def named(id_: str, **more: object) -> Root:
    return Root(kind="named", key=f"speaker:{id_}", role="speaker", ar=id_, en=id_, entity=id_, **more)  # type: ignore[arg-type]


def unnamed(kind: str, carrier: str = "press:afp", **more: object) -> Root:
    key = f"anonymous:{kind}:{more.get('country', '')}:{carrier}"
    return Root(kind="anonymous", key=key, role="speaker", ar=kind, en=kind, described=kind, carrier=carrier, **more)  # type: ignore[arg-type]


def press(name: str) -> Root:
    return Root(kind="press", key=f"press:{name}", role="agency", ar=name, en=name)


def own(name: str) -> Root:
    return Root(kind="own", key=f"own:{name}", role="witness", ar=name, en=name)


@pytest.mark.parametrize(
    "one, other, same",
    [
        (named("a"), named("b"), False),
        (named("minister", body="inst:m"), named("spokesman", body="inst:m"), True),
        (named("a", body="inst:m"), named("b", body="inst:n"), False),
        (named("gpe:irq", state=True, country="IRQ"), named("general", sector="MIL", country="IRQ"), True),
        (named("gpe:irq", state=True, country="IRQ"), named("poet", country="IRQ"), False),
        (named("gpe:irq", state=True, country="IRQ"), named("general", sector="MIL", country="TUR"), False),
        (unnamed("official"), unnamed("official", "press:reuters"), True),
        (unnamed("official", country="USA"), unnamed("official", "press:reuters", country="IRN"), False),
        (unnamed("medical"), unnamed("security", "press:reuters"), False),
        (unnamed("medical"), unnamed("security"), True),
        (unnamed("official"), named("minister", sector="GOV"), True),
        (unnamed("witness"), named("minister", sector="GOV"), False),
        (unnamed("official", country="USA"), named("minister", sector="GOV", country="IRQ"), False),
        (unnamed("source", body="inst:m"), named("inst:m"), True),
        (press("afp"), press("reuters"), True),
        (press("afp"), own("alufuq"), False),
        (own("alufuq"), own("alriwaq"), False),
        (unnamed("source", "own:alufuq"), own("alufuq"), True),
        (unnamed("source", "own:alufuq"), own("alriwaq"), False),
    ],
)
def test_which_roots_may_be_one(one: Root, other: Root, same: bool) -> None:
    assert may_be_same(one, other) is same
    assert may_be_same(other, one) is same


def test_classes_of_unnamed_sources() -> None:
    assert class_of("مصدر أمني").name == "security"
    assert class_of("طبيب في مستشفى البلدة").name == "medical"
    assert class_of("مسؤولون").name == "official"
    assert told_class("رجل") is None
    assert class_of("رجل").name == "source"


def test_the_word_of_a_head_is_that_of_his_body() -> None:
    assert body_of_office("foreign-minister@IRQ", None) == "inst:foreign-ministry:IRQ"
    assert body_of_office("prime-minister", "NOR") == "inst:government:NOR"
    assert body_of_office("poet@IRQ", None) is None
    assert body_of_office(None, "IRQ") is None
