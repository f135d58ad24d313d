"""Which report stands in which open story, in the order of taking in."""

from __future__ import annotations

import heapq
from bisect import insort
from collections.abc import Iterable

from musnad.identity import content_id
from musnad.stories.active import Member


def _number(member: Member) -> int:
    return member.number


def story_id(article: str) -> str:
    """The id of the story that an article founds."""
    return content_id("story", article)


class Shelf:
    """Open stories with their reports; all answers depend on the reports and their stories alone."""

    def __init__(self) -> None:
        self._stories: dict[str, list[Member]] = {}
        self._founders: dict[str, int] = {}
        self._latest: list[tuple[int, str]] = []

    def ids(self) -> tuple[str, ...]:
        """Ids of all stories, sorted."""
        return tuple(sorted(self._stories))

    def members(self, story: str) -> list[Member]:
        """Reports of a story by number; a list of its own."""
        return list(self._stories.get(story, ()))

    def founder(self, story: str) -> int:
        """The number of the report that the story's id is made from."""
        if story not in self._founders:
            members = self._stories[story]
            founders = (m.number for m in members if story_id(m.profile.article) == story)
            self._founders[story] = next(founders, members[0].number)
        return self._founders[story]

    def spread(self, story: str, most: int) -> list[Member]:
        """Up to `most` reports of a story, evenly spread over it, the first and the latest among them."""
        members = self._stories[story]
        if len(members) <= most:
            return list(members)
        return [members[round(i * (len(members) - 1) / (most - 1))] for i in range(most)]

    def fresh_id(self, article: str) -> str:
        """An id for a story that begins with this article; another one if an open story has that."""
        found = story_id(article)
        while found in self._stories:
            found = story_id(found)
        return found

    def put(self, member: Member) -> None:
        """Put a report into the story that it names."""
        insort(self._stories.setdefault(member.story, []), member, key=_number)
        self._touch(member.story)

    def take(self, member: Member) -> None:
        """Take a report out; a story without reports is no more."""
        self._stories[member.story].remove(member)
        self._touch(member.story)

    def move(self, members: Iterable[Member], into: str) -> None:
        """Put reports into another story."""
        for member in list(members):
            self.take(member)
            member.story = into
            self.put(member)

    def _touch(self, story: str) -> None:
        self._founders.pop(story, None)
        members = self._stories[story]
        if members:
            heapq.heappush(self._latest, (members[-1].number, story))
        else:
            del self._stories[story]

    def close(self, oldest: int) -> list[Member]:
        """Take out and return all reports of the stories whose latest report has the number `oldest` or a lower one."""
        gone: list[Member] = []
        while self._latest and self._latest[0][0] <= oldest:
            number, story = heapq.heappop(self._latest)
            members = self._stories.get(story)
            if members and members[-1].number == number:
                gone += members
                del self._stories[story]
                self._founders.pop(story, None)
        return gone
