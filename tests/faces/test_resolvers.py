from typer.testing import CliRunner

from musnad.faces.cli import app

RUN = CliRunner()


def test_who_finds_spellings_and_says_why() -> None:
    for name in ("زيلنسكي", "زيلينسكي", "Zelenskyy"):
        result = RUN.invoke(app, ["who", name])
        assert result.exit_code == 0
        assert "Volodymyr Zelenskyy" in result.stdout
    nobody = RUN.invoke(app, ["who", "فلان الفلاني"])
    assert nobody.exit_code == 1
    assert "no actor" in nobody.stderr


def test_when_counts_from_the_day_of_publication() -> None:
    result = RUN.invoke(app, ["when", "أمس", "--published", "06/08/2025"])
    assert result.stdout.startswith("2025-08-05")
    assert RUN.invoke(app, ["when", "أمس", "--published", "soon"]).exit_code == 2
    assert RUN.invoke(app, ["when", "كتاب"]).exit_code == 1


def test_where_needs_a_country_for_tripoli() -> None:
    libya = RUN.invoke(app, ["where", "طرابلس", "--country", "lby"])
    assert libya.exit_code == 0
    assert "Tripoli  LBY" in libya.stdout.splitlines()[0]
    unknown = RUN.invoke(app, ["where", "طرابلس"])
    assert unknown.exit_code == 1
    assert "ambiguous" in unknown.stdout
