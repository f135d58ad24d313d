"""Stories as they grow: every report joins the story that it fits as a whole, or begins one.

A report joins by its likeness to the best and to the nearest few of a story's reports, never by one link alone. One
that fits two stories merges them if they are alike as wholes; a story that has grown is looked at again, and splits
where its reports fall into groups. Copies share a story.

The state is a function of the reports in their order and of their copy links: `Clusters.load` puts it together again
from what is kept. What a person decides is laid over these stories and does not enter here. The id of a story comes
from its founder, which never leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from musnad.records import CopyLink
from musnad.stories.active import Active, Member
from musnad.stories.grouping import TOGETHER, groups, table
from musnad.stories.likeness import LikenessModel
from musnad.stories.profile import Profile, ProfileLexicon
from musnad.stories.rarity import Rarity
from musnad.stories.shelf import Shelf
from musnad.stories.steps import Began, Joined, Merged, Split, Step
from musnad.stories.ties import Ties

_SLACK = 3


class Limits(Struct, frozen=True, kw_only=True):
    """How alike is alike enough, and how long a story stays open."""

    days: int = 5
    """Days between a report and those that it is compared with, either way."""
    reach: int = 12
    """The same for what is told on after a pause: only at a likeness of `resume`."""
    resume: float = 0.55
    """Likeness to the best of its reports from which a report takes up a story that lies further back than `days`."""
    lasting: float = 0.4
    """The mean likeness to the best three of them that is needed then."""
    reports: int = 12_000
    """A story whose latest report is so many reports back is closed, whatever the days: bounds the memory."""
    join: float = 0.35
    merge: float = 0.3
    part: float = 0.2
    near: int = 6
    """Reports of a story that a new one is weighed against."""
    look: tuple[int, ...] = (4, 6, 9, 13, 18, 25, 35, 50, 70, 100, 140, 200, 280, 400)
    """Sizes at which a story is looked at for a split."""
    most: int = 100
    """Reports of a story that are looked at, the latest."""


class Clusters:
    """The open stories. One report after the other; not thread-safe."""

    def __init__(self, lexicon: ProfileLexicon, model: LikenessModel, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._rarity = Rarity(lexicon, window=self._limits.reports)
        self._ties = Ties()
        self._active = Active(self._rarity, model, self._ties)
        self._shelf = Shelf()
        self._number = 0

    # state
    def load(self, members: Iterable[tuple[Profile, str]], *, copies: Iterable[CopyLink] = ()) -> None:
        """Take up the state of an earlier run: all its reports in order with their present stories.

        `copies` are the copy links among them, of every kind and in any order.
        """
        for link in copies:
            self._ties.add(link)
        for profile, story in members:
            self._number += 1
            self._rarity.add(profile)
            self._shelf.put(self._active.add(self._number, profile, story))
            # A story that was one with another while it was told may show gaps that the whole did not have.
            self._close(_SLACK * self._limits.reports)
        self._close(self._limits.reports)

    def story_of(self, article: str) -> str | None:
        """The story of an article that is open; None for others."""
        member = self._active.members.get(article)
        return member.story if member else None

    def open_stories(self) -> tuple[str, ...]:
        """Ids of the open stories, sorted."""
        return self._shelf.ids()

    def members(self, story: str) -> tuple[str, ...]:
        """Articles of an open story in the order of taking in; none for a closed one."""
        return tuple(member.profile.article for member in self._shelf.members(story))

    # reports
    def add(self, profile: Profile, copies: Sequence[CopyLink] = ()) -> tuple[Step, ...]:
        """Put a report into a story; a second time changes nothing.

        `copies` are its copy links: those of kind "copy" hold it to its origin's story, the others are evidence.
        """
        if profile.article in self._active.members:
            return ()
        for link in copies:
            self._ties.add(link)
        self._number += 1
        self._rarity.add(profile)
        member = self._active.add(self._number, profile, "")
        ranked = self._ranked(member)
        bound = self._bound(member)
        home = bound[0] if bound else ranked[0][0] if ranked and ranked[0][1] >= self._limits.join else None
        home = home or self._resumed(member)
        before = len(self._shelf.members(home)) if home else 0
        member.story = home or self._shelf.fresh_id(profile.article)
        self._shelf.put(member)
        steps: list[Step] = [(Joined if home else Began)(member.story, profile.article)]
        if home:
            for other in bound[1:]:
                steps += self._merge(member.story, other)
            for other, score in ranked:
                if score >= self._limits.join and self._alike(member.story, other):
                    steps += self._merge(member.story, other)
            steps += self._look(member.story, before)
        self._close(self._limits.reports)
        return tuple(steps)

    def _ranked(self, member: Member) -> list[tuple[str, float]]:
        """Stories that the report may join, the likeliest first."""
        likes: dict[str, list[float]] = {}
        seen: dict[str, set[int]] = {}
        for other in self._active.near(member, days=self._limits.days):
            likes.setdefault(other.story, []).append(self._active.likeness(member, other))
            seen.setdefault(other.story, set()).add(other.number)
        scores = [
            (story, self._fit(member, story, values, seen[story]))
            for story, values in likes.items()
            if max(values) >= self._limits.part
        ]
        return sorted(scores, key=lambda item: (-item[1], self._shelf.founder(item[0])))

    def _resumed(self, member: Member) -> str | None:
        """The story that a report takes up after a pause: what it has in common must outweigh the days between, which
        the likeness counts against it."""
        likes: dict[str, list[float]] = {}
        for other in self._active.before(member, days=self._limits.days, reach=self._limits.reach):
            likes.setdefault(other.story, []).append(self._active.likeness(member, other))
        scores = [(max(values), self._leading(values), story) for story, values in likes.items()]
        fits = [score for score in scores if score[0] >= self._limits.resume and score[1] >= self._limits.lasting]
        return max(fits, key=lambda score: (score[0], -self._shelf.founder(score[2])))[2] if fits else None

    @staticmethod
    def _leading(values: Sequence[float]) -> float:
        """The mean of the best three, fewer where there are not so many."""
        best = sorted(values, reverse=True)[:3]
        return sum(best) / len(best)

    def _fit(self, member: Member, story: str, values: list[float], seen: set[int]) -> float:
        """How the report fits a story: half its best likeness, half the mean of those to its nearest few reports."""
        others = self._shelf.members(story)
        enough = min(self._limits.near, len(others))
        for other in reversed(others):
            if len(values) >= enough:
                break
            if other.number not in seen:
                values.append(self._active.likeness(member, other))
        best = sorted(values, reverse=True)[:enough]
        return 0.5 * best[0] + 0.5 * sum(best) / enough

    def _bound(self, member: Member) -> list[str]:
        """Stories that hold copies of the report, the eldest first."""
        members = self._active.members
        found = (members[other].story for other in self._ties.copies(member.profile.article) if other in members)
        return sorted(dict.fromkeys(found), key=self._shelf.founder)

    # merging and splitting
    def _alike(self, one: str, other: str) -> bool:
        """Whether two stories are alike as wholes: by the mean over pairs of reports spread over both."""
        if one == other or not self._shelf.members(other):
            return False
        ones, others = self._shelf.spread(one, 10), self._shelf.spread(other, 10)
        total = sum(self._active.likeness(a, b) for a in ones for b in others)
        return total / (len(ones) * len(others)) >= self._limits.merge

    def _merge(self, one: str, other: str) -> list[Step]:
        """Two stories become one under the elder's id."""
        if one == other or not self._shelf.members(other):
            return []
        into, story = sorted((one, other), key=self._shelf.founder)
        moved = self._shelf.members(story)
        self._shelf.move(moved, into)
        return [Merged(story, into, tuple(m.profile.article for m in moved))]

    def _look(self, story: str, before: int) -> list[Step]:
        """Split a story that grew past one of the sizes at which it is looked at, if it falls into groups."""
        now = len(self._shelf.members(story))
        if not any(before < size <= now for size in self._limits.look):
            return []
        return self._split(story)

    def _looked_at(self, story: str) -> list[Member]:
        """The latest reports of a story, and their copies, by number."""
        members = self._shelf.members(story)
        latest = members[-self._limits.most :]
        copied = {copy for member in latest for copy in self._ties.copies(member.profile.article)}
        return [m for m in members[: -self._limits.most] if m.profile.article in copied] + latest

    def _split(self, story: str) -> list[Step]:
        """Part a story into its groups; the founder's group keeps the id, and so do reports not looked at."""
        members = self._looked_at(story)
        parts = groups(table(members, self._pair), self._limits.part)
        keeper = next((p for p in parts if any(members[i].number == self._shelf.founder(story) for i in p)), None)
        if keeper is None:
            keeper = max(parts, key=len)
        steps: list[Step] = []
        for part in parts:
            if part is not keeper:
                steps.append(self._part([members[i] for i in part], story))
        return steps

    def _part(self, moved: list[Member], story: str) -> Step:
        into = self._shelf.fresh_id(moved[0].profile.article)
        self._shelf.move(moved, into)
        return Split(story, into, tuple(member.profile.article for member in moved))

    def _pair(self, one: Member, other: Member) -> float:
        copy = self._ties.copy(one.profile.article, other.profile.article)
        return TOGETHER if copy else self._active.likeness(one, other)

    def _close(self, reports: int) -> None:
        """Let go of stories whose latest report is `reports` back."""
        for member in self._shelf.close(self._number - reports):
            self._active.drop(member.profile.article)
            self._ties.forget(member.profile.article)
