"""Owns the tests of `macros.revisions`, on temporary repositories."""

import os
import random
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from macros.revisions import FormatRevision, Revision, Revisions, RevisionsUnavailable, read

TODAY = date(2026, 10, 1)
FORMAT = FormatRevision(number=1, moment=datetime(2020, 1, 1, tzinfo=UTC))
EVENT = "data/events/ryazan/den-otkrytyh-dverey.yml"
VENUE = "data/organizations/ryazan/shkola-1.yml"
OTHER = "data/organizations/ryazan/shkola-2.yml"
TOWN = "data/municipalities/ryazan.yml"


def moment(day: int, hour: int = 12) -> datetime:
    """An hour of September 2026; `day` may run over its end."""
    return datetime(2026, 9, 1, hour, tzinfo=UTC) + timedelta(days=day - 1)


class Repository:
    """A git repository whose commits have the dates a test gives them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, at: datetime = FORMAT.moment) -> None:
        """Runs a git command as if it were `at`."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        person = {
            f"GIT_{role}_{field}": value
            for role in ("AUTHOR", "COMMITTER")
            for field, value in (("NAME", "test"), ("EMAIL", "test@example.org"), ("DATE", at.isoformat()))
        }
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(
            ["git", *arguments], cwd=self.folder, env=clean | person | nobody, check=True, capture_output=True
        )

    def edit(self, files: dict[str, str | None]) -> None:
        """Writes files in the work tree; None deletes."""
        for path, text in files.items():
            file = self.folder / path
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")

    def commit(self, files: dict[str, str | None], at: datetime) -> None:
        """Commits the edits (possibly none) with this date."""
        self.edit(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=test", at=at)

    def merge(self, branch: str, at: datetime) -> None:
        """Merges a branch, with a merge commit."""
        self.git("merge", "--quiet", "--no-ff", "--message=merge", branch, at=at)

    def read(self, *, today: date = TODAY, publish: bool = True, inside: str = ".") -> Revisions:
        """The revisions of this repository or of a folder in it."""
        return read(self.folder / inside, today=today, format_revision=FORMAT, publish=publish)

    def of(self, *paths: str) -> Revision:
        """The revision of one entry."""
        return self.read().of(paths)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two commits: everything on 1 September, the event again on the 2nd."""
    result = Repository(tmp_path / "repository")
    result.commit({path: "1" for path in (EVENT, VENUE, OTHER, TOWN)}, moment(1))
    result.commit({EVENT: "2"}, moment(2))
    return result


def revision(position: int, stamp: datetime) -> Revision:
    """The revision of a position under the format revision of these tests."""
    return Revision(sequence=position + FORMAT.number, last_modified=stamp)


def grew(before: Revision, after: Revision) -> bool:
    """Whether both values moved, as every kind of calendar program needs."""
    return after.sequence > before.sequence and after.last_modified > before.last_modified


def test_edit_of_a_file(repository: Repository) -> None:
    """A commit moves the entries that read its files and no others."""
    assert repository.of(EVENT) == revision(2, moment(2))
    assert repository.of(VENUE, TOWN) == revision(1, moment(1))
    repository.commit({EVENT: "3"}, moment(3))
    assert repository.of(EVENT) == revision(3, moment(3))
    assert repository.of(VENUE, TOWN) == revision(1, moment(1))
    assert repository.read().warning is None


def test_history_of_a_file(repository: Repository) -> None:
    """A file appeared with its first commit and changed with its last one; a new one did both today."""
    repository.commit({EVENT: "third"}, at=moment(5))
    history = repository.read().history(EVENT)
    assert (history.appeared, history.changed) == (moment(1), moment(5))
    repository.edit({"data/new.yml": "untracked"})
    midnight = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    fresh = repository.read().history("data/new.yml")
    assert (fresh.appeared, fresh.changed) == (midnight, midnight)


def test_history_ignores_the_format(repository: Repository) -> None:
    """Other words for the same facts make nothing new: only SEQUENCE and LAST-MODIFIED follow the format."""
    newer = FormatRevision(number=9, moment=moment(20))
    revisions = read(repository.folder, today=TODAY, format_revision=newer, publish=True)
    assert revisions.of([EVENT]).last_modified == moment(20)
    assert revisions.history(EVENT).changed == moment(2)


def test_history_in_a_folder_of_the_repository(repository: Repository) -> None:
    """Paths are the site's own where the site is a folder of a larger repository."""
    repository.commit({f"site/{EVENT}": "first"}, at=moment(7))
    assert repository.read(inside="site").history(EVENT).appeared == moment(7)


def test_venue_renamed_in_another_source(repository: Repository) -> None:
    """An edit of the venue's own file moves the event that is held there."""
    before = repository.of(EVENT, VENUE, TOWN)
    repository.commit({VENUE: "new name"}, moment(3))
    assert grew(before, repository.of(EVENT, VENUE, TOWN))
    assert repository.of(EVENT) == before


def test_host_replaced_by_one_with_a_shorter_history(repository: Repository) -> None:
    """An event keeps growing when its new host changed less often than the old one."""
    for day in (3, 4, 5):
        repository.commit({VENUE: str(day)}, moment(day))
    before = repository.of(EVENT, VENUE)
    repository.commit({EVENT: "host: shkola-2"}, moment(6))
    assert grew(before, repository.of(EVENT, OTHER))


def test_merge_commit(repository: Repository) -> None:
    """Edits of a branch count at the merge, not at the branch's own commits."""
    repository.git("switch", "--quiet", "--create", "branch")
    repository.commit({EVENT: "a"}, moment(3))
    repository.commit({VENUE: "b"}, moment(4))
    repository.git("switch", "--quiet", "main")
    repository.merge("branch", moment(5))
    assert repository.of(EVENT) == repository.of(VENUE) == revision(3, moment(5))
    assert repository.of(OTHER) == revision(1, moment(1))


def test_merge_commit_with_edits_of_its_own(repository: Repository) -> None:
    """A conflict resolved in the merge itself is not lost."""
    repository.git("switch", "--quiet", "--create", "branch")
    repository.commit({EVENT: "theirs"}, moment(3))
    repository.git("switch", "--quiet", "main")
    repository.commit({EVENT: "ours"}, moment(4))
    before = repository.of(EVENT)
    repository.git("merge", "--quiet", "--no-commit", "--no-ff", "--strategy=ours", "branch")
    repository.commit({EVENT: "both", OTHER: "in the merge"}, moment(5))
    assert grew(before, repository.of(EVENT))
    assert repository.of(OTHER) == revision(4, moment(5))


def test_old_branch_merged_late(repository: Repository) -> None:
    """A branch with old commit dates moves its entries forward and lowers nothing."""
    repository.git("switch", "--quiet", "--create", "branch")
    repository.commit({VENUE: "old edit"}, moment(3))
    repository.git("switch", "--quiet", "main")
    repository.commit({EVENT: "3"}, moment(20))
    event, venue = repository.of(EVENT), repository.of(VENUE)
    repository.merge("branch", moment(10))
    assert repository.of(EVENT) == event
    assert grew(venue, repository.of(VENUE))
    assert repository.of(VENUE).last_modified > event.last_modified


def test_old_commits_fast_forwarded(repository: Repository) -> None:
    """A line of commits with dates out of order still gives each of them a later moment."""
    repository.commit({VENUE: "a"}, moment(20))
    repository.commit({EVENT: "b"}, moment(3))
    repository.commit({OTHER: "c"}, moment(3))
    assert repository.of(VENUE) == revision(3, moment(20))
    assert repository.of(EVENT) == revision(4, moment(20) + timedelta(seconds=1))
    assert repository.of(OTHER) == revision(5, moment(20) + timedelta(seconds=2))


def test_amended_dates_backwards(repository: Repository) -> None:
    """A commit amended to an earlier date does not lower what was published."""
    before = repository.of(VENUE)
    repository.commit({VENUE: "x"}, moment(5))
    repository.git("commit", "--quiet", "--amend", "--no-edit", at=moment(1, hour=1))
    assert grew(before, repository.of(VENUE))
    assert repository.of(VENUE).last_modified > repository.of(EVENT).last_modified


def test_revert_commit(repository: Repository) -> None:
    """Going back to an earlier text is one more change."""
    before = repository.of(EVENT)
    repository.git("revert", "--no-edit", "HEAD", at=moment(3))
    assert (repository.folder / EVENT).read_text() == "1"
    assert grew(before, repository.of(EVENT))


def test_uncommitted_edit_and_its_later_commit(repository: Repository) -> None:
    """An edit in the work tree stands one above HEAD at midnight, and its commit does not fall below."""
    before = repository.of(EVENT)
    repository.edit({EVENT: "3"})
    edited = repository.of(EVENT)
    assert edited == revision(3, datetime(2026, 10, 1, tzinfo=UTC))
    assert grew(before, edited)
    assert repository.of(VENUE) == revision(1, moment(1))
    repository.commit({}, datetime(2026, 10, 1, 15, tzinfo=UTC))
    assert repository.of(EVENT) == revision(3, datetime(2026, 10, 1, 15, tzinfo=UTC))


def test_uncommitted_edit_on_a_day_before_the_last_commit(repository: Repository) -> None:
    """A fixed date in the past does not put the work tree below HEAD."""
    repository.edit({VENUE: "2"})
    edited = repository.read(today=date(2026, 8, 1)).of([VENUE])
    assert edited == revision(3, moment(2) + timedelta(seconds=1))


@pytest.mark.parametrize("staged", [False, True])
def test_untracked_file(repository: Repository, staged: bool) -> None:
    """A file not yet committed stands one above HEAD, and so does its folder."""
    repository.edit({"data/new folder/новое.yml": "1"})
    if staged:
        repository.git("add", "--all")
    uncommitted = revision(3, datetime(2026, 10, 1, tzinfo=UTC))
    assert repository.of("data/new folder/новое.yml") == uncommitted
    assert repository.of("data/new folder/") == repository.of("data/") == uncommitted
    assert repository.of("data/events/") == revision(2, moment(2))


def test_path_that_git_does_not_know(repository: Repository) -> None:
    """An ignored file or a typing error counts as changed today rather than never."""
    repository.commit({".gitignore": "*.tmp\n"}, moment(3))
    repository.edit({"data/ignored.tmp": "1"})
    for path in ("data/ignored.tmp", "data/misspelt.yml", "data/events"):
        assert repository.of(path) == revision(4, datetime(2026, 10, 1, tzinfo=UTC))


@pytest.mark.parametrize("committed", [False, True])
def test_source_deleted_in_a_folder(repository: Repository, committed: bool) -> None:
    """An entry that reads a whole folder moves when a file in it goes away."""
    before = repository.of("data/organizations/")
    assert before == repository.of("data/organizations/ryazan/") == revision(1, moment(1))
    if committed:
        repository.commit({OTHER: None}, moment(3))
        after = revision(3, moment(3))
    else:
        repository.edit({OTHER: None})
        after = revision(3, datetime(2026, 10, 1, tzinfo=UTC))
    assert repository.of("data/organizations/") == repository.of("data/organizations/ryazan/") == after
    assert repository.of("data/organizations/", EVENT) == after
    assert repository.of("data/events/") == revision(2, moment(2))


@pytest.mark.parametrize("state", ["work tree", "index", "commit"])
def test_rename(repository: Repository, state: str) -> None:
    """A renamed file is a change of both names and of both folders."""
    new = "data/venues/shkola-1.yml"
    (repository.folder / new).parent.mkdir()
    if state == "work tree":
        (repository.folder / VENUE).rename(repository.folder / new)
    else:
        repository.git("mv", VENUE, new)
    if state == "commit":
        repository.commit({}, moment(3))
    revisions = repository.read()
    for path in (VENUE, new, "data/venues/", "data/organizations/"):
        assert revisions.of([path]).sequence == 3 + FORMAT.number
    assert revisions.of([OTHER, EVENT]) == revision(2, moment(2))


def test_cyrillic_and_odd_file_names(repository: Repository) -> None:
    """Cyrillic, spaces, quotes, arrows and line breaks in names are read as they are."""
    names = ["data/Рязань/день открытых дверей.yml", 'data/"кавычки" -> й.yml', "\nстрока.yml", "commit.yml"]
    for day, name in enumerate(names, 3):
        repository.commit({name: "1"}, moment(day))
    for day, name in enumerate(names, 3):
        assert repository.of(name) == revision(day, moment(day))
    repository.edit({names[0]: "2", names[1]: "2"})
    assert repository.of(names[0]) == repository.of(names[1]) == repository.of("data/Рязань/")
    assert repository.of(names[0]).sequence == len(names) + 3 + FORMAT.number


def test_site_in_a_folder_of_the_repository(repository: Repository) -> None:
    """Paths count from the site's folder; commits elsewhere count as positions only."""
    repository.commit({"сайт/data/a.yml": "1", "сайт 2/data/b.yml": "1"}, moment(3))
    repository.commit({"data/a.yml": "1"}, moment(4))
    revisions = repository.read(inside="сайт")
    assert revisions.of(["data/a.yml"]) == revisions.of(["data/"]) == revision(3, moment(3))
    assert "data/b.yml" not in revisions.positions
    repository.edit({"data/a.yml": "2", "сайт/data/c.yml": "1"})
    revisions = repository.read(inside="сайт")
    assert revisions.of(["data/a.yml"]) == revision(3, moment(3))
    assert revisions.of(["data/"]) == revisions.of(["data/c.yml"])
    assert revisions.of(["data/c.yml"]).sequence == 5 + FORMAT.number


def test_configuration_of_the_user_changes_nothing(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and variables that alter git's output are overruled."""
    expected = repository.read(), repository.read(inside="data")
    for name, value in (
        ("log.showRoot", "false"), ("log.showSignature", "true"), ("log.diffMerges", "off"),
        ("diff.renames", "copies"), ("diff.relative", "true"), ("status.showUntrackedFiles", "no"),
        ("status.relativePaths", "true"), ("core.quotepath", "true"), ("color.ui", "always"),
        ("log.decorate", "full"), ("diff.noprefix", "true"), ("format.pretty", "fuller"),
    ):  # fmt: skip
        repository.git("config", name, value)
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert (repository.read(), repository.read(inside="data")) == expected


def test_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    """A shallow clone warns, refuses to publish, and says how to get the history."""
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(clone))
    warning = read(clone, today=TODAY, format_revision=FORMAT, publish=False).warning
    assert warning is not None
    assert "git fetch --unshallow" in warning
    assert "fetch-depth: 0" in warning
    with pytest.raises(RevisionsUnavailable, match="git fetch --unshallow"):
        read(clone, today=TODAY, format_revision=FORMAT, publish=True)


@pytest.mark.parametrize("kind", ["tarball", "no folder", "no commit"])
def test_no_history(repository: Repository, tmp_path: Path, kind: str) -> None:
    """Without a history everything stands at the format revision, and publishing is refused."""
    root = tmp_path / "unpacked"
    if kind == "tarball":
        shutil.copytree(repository.folder, root, ignore=shutil.ignore_patterns(".git"))
    elif kind == "no commit":
        Repository(root).edit({EVENT: "1"})
    revisions = read(root, today=TODAY, format_revision=FORMAT, publish=False)
    assert revisions.of([EVENT, "data/"]) == revision(0, FORMAT.moment)
    assert revisions.warning is not None
    assert "git clone" in revisions.warning
    with pytest.raises(RevisionsUnavailable, match="Истории git нет"):
        read(root, today=TODAY, format_revision=FORMAT, publish=True)


def test_git_not_installed(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git builds the site and cannot publish it."""
    monkeypatch.setenv("PATH", "/nowhere")
    revisions = repository.read(publish=False)
    assert revisions.of([EVENT]) == revision(0, FORMAT.moment)
    assert "git не установлена" in (revisions.warning or "")
    with pytest.raises(RevisionsUnavailable, match="git не установлена"):
        repository.read(publish=True)


def test_newer_format_revision(repository: Repository) -> None:
    """A new format revision moves every entry, and later edits move on from it."""
    newer = FormatRevision(number=2, moment=moment(10))
    before = repository.read()
    after = read(repository.folder, today=TODAY, format_revision=newer, publish=True)
    for path in (EVENT, VENUE, "data/"):
        assert grew(before.of([path]), after.of([path]))
        assert after.of([path]).last_modified == moment(10)
    repository.commit({EVENT: "3"}, moment(11))
    later = read(repository.folder, today=TODAY, format_revision=newer, publish=True)
    assert later.of([EVENT]) == Revision(sequence=5, last_modified=moment(11))
    assert later.of([VENUE]) == after.of([VENUE])


@pytest.mark.parametrize(
    "wrong",
    [datetime(2026, 1, 1), datetime(2026, 1, 1, 0, 0, 0, 5, tzinfo=UTC)],  # noqa: DTZ001
)
def test_format_revision_of_a_wrong_moment(wrong: datetime) -> None:
    """A moment without a zone or with parts of a second is a mistake in our own code."""
    with pytest.raises(ValueError, match="UTC in whole seconds"):
        FormatRevision(number=1, moment=wrong)


def test_entry_without_sources(repository: Repository) -> None:
    """An entry that reads nothing is a mistake of the caller."""
    with pytest.raises(ValueError, match="without sources"):
        repository.of()


FILES = [f"{folder}/{name}.yml" for folder in ("a", "a/b", "c") for name in ("один", "two", "3")]
FOLDERS = ["a/", "a/b/", "c/"]


def random_edits(chance: random.Random, files: dict[str, str], number: int) -> dict[str, str | None]:
    """New, changed and deleted files; a few of them go back to an earlier text."""
    edits: dict[str, str | None] = {}
    for path in chance.sample(FILES, chance.randint(1, 3)):
        texts = [None if path in files else "new", f"{number}", "old", "older"]
        edits[path] = chance.choice([text for text in texts if text != files.get(path)])
    return edits


def below(files: dict[str, str], paths: list[str]) -> dict[str, str]:
    """The texts that an entry with these sources reads."""
    return {
        file: text
        for file, text in files.items()
        if any(file == path or (path.endswith("/") and file.startswith(path)) for path in paths)
    }


@pytest.mark.parametrize("seed", range(8))
def test_random_histories(tmp_path: Path, seed: int) -> None:
    """Along any history no revision falls, and every changed entry grows in both values."""
    chance = random.Random(seed)
    repository = Repository(tmp_path / "repository")
    files: dict[str, str] = {path: "1" for path in FILES}
    repository.commit(dict(files), moment(1))
    entries = [chance.sample(FILES + FOLDERS, chance.randint(1, 4)) for _ in range(30)]
    entries += [[path] for path in FILES + FOLDERS]
    known, before = repository.read(), dict(files)

    def check() -> None:
        nonlocal known, before
        revisions = repository.read(today=chance.choice([date(2026, 9, 1), TODAY]))
        for entry in entries:
            old, new = known.of(entry), revisions.of(entry)
            assert new.sequence >= old.sequence
            assert new.last_modified >= old.last_modified
            if below(before, entry) != below(files, entry):
                assert grew(old, new)
        known, before = revisions, dict(files)

    for number in range(12):
        edits = random_edits(chance, files, number)
        at = moment(chance.randint(1, 60), hour=chance.randint(0, 23))
        kind = chance.choice(["commit", "branch", "ahead"])
        if kind == "branch":
            repository.git("switch", "--quiet", "--create", f"branch-{number}")
            repository.commit(edits, at)
            repository.git("switch", "--quiet", "main")
            if spare := [path for path in FILES if path not in edits]:
                ours = {chance.choice(spare): f"beside {number}"}
                repository.commit(dict(ours), moment(chance.randint(1, 60)))
                files |= ours
                check()
            repository.merge(f"branch-{number}", moment(chance.randint(1, 60)))
        else:
            repository.commit(edits, at)
            if kind == "ahead":  # several commits between two builds
                repository.commit({}, moment(chance.randint(1, 60)))
        files = {path: text for path, text in (files | edits).items() if text is not None}
        check()
