"""Fifty editors save at once, on SQLite: each save is kept, and none hears of a locked database."""

from concurrent.futures import ThreadPoolExecutor
from statistics import median

from .editing import bodies, editors
from .running import Portal

EDITORS, SAVES = 50, 2


def test_fifty_editors_save_at_once_and_none_is_refused(tmp_path, copied):
    with Portal(copied(tmp_path)) as portal:
        at_work = editors(portal, EDITORS)

        def save(editor):
            return [editor.save(f"{editor.chapter}, saved {number}.") for number in range(1, SAVES + 1)]

        with ThreadPoolExecutor(EDITORS) as pool:
            answers = [answer for some in pool.map(save, at_work) for answer in some]

        assert {status for status, *_ in answers} == {302}
        assert bodies(portal, at_work) == [f"{editor.chapter}, saved {SAVES}." for editor in at_work]
    seconds = sorted(seconds for _, seconds, _ in answers)
    print(f"{len(answers)} saves: half within {median(seconds):.2f} s, the slowest {seconds[-1]:.2f} s")
