"""A sample of what benchmarks/hostile_markdown.py asks 100,000 times: whatever is typed, no script runs."""

from benchmarks.hostile_markdown import RUN, rendered, what_ran


def test_no_script_survives_a_real_browser(page):
    assert what_ran(page, [f"<img src=x onerror={RUN}>"]), "what would detect it detects nothing"

    for seed in ("one", "two"):
        made = list(rendered(seed, range(600)))
        assert what_ran(page, [html for html, _ in made]) == 0
        assert max(seconds for _, seconds in made) < 5
