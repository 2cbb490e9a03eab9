"""The engines that were not chosen, on the same corpus: quick prototypes, ranked and counted as ours."""

from django.db import connection

from portal.search import wording
from portal.search.index import sources


def rows():
    units = list(sources.stamps())
    for place, (_, entry) in enumerate(sources.entries(units)):
        yield place, entry.title, f"{entry.text} {entry.around}"


def fts5():
    """SQLite FTS5 with porter stems and bm25; returns what answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE peer USING fts5(title, body, tokenize='porter unicode61')")
        cursor.executemany("INSERT INTO peer(rowid, title, body) VALUES (%s, %s, %s)", rows())

    def answer(typed):
        match = " AND ".join(f'"{word}"' for term in wording.read(typed).terms for word in term.words)
        if not match:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT snippet(peer, 1, '<mark>', '</mark>', '…', 30) FROM peer WHERE peer MATCH %s "
                "ORDER BY bm25(peer, 4.0, 1.0) LIMIT 10",
                [match],
            )
            cursor.fetchall()
            cursor.execute("SELECT count(*) FROM peer WHERE peer MATCH %s", [match])
            cursor.fetchall()

    return answer


def tsvector():
    """PostgreSQL full text with weights and GIN; returns what answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE peer (id integer, title text, body text, words tsvector)")
        some = list(rows())
        for start in range(0, len(some), 2000):
            cursor.executemany("INSERT INTO peer (id, title, body) VALUES (%s, %s, %s)", some[start : start + 2000])
        cursor.execute(
            "UPDATE peer SET words = setweight(to_tsvector('english', title), 'A') || "
            "setweight(to_tsvector('english', body), 'B')"
        )
        cursor.execute("CREATE INDEX peer_words ON peer USING gin (words)")
        cursor.execute("ANALYZE peer")

    def answer(typed):
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH top AS (SELECT body, q FROM peer, websearch_to_tsquery('english', %s) q WHERE words @@ q "
                "ORDER BY ts_rank(words, q) DESC LIMIT 10) SELECT ts_headline('english', body, q) FROM top",
                [typed],
            )
            cursor.fetchall()
            cursor.execute("SELECT count(*) FROM peer WHERE words @@ websearch_to_tsquery('english', %s)", [typed])
            cursor.fetchall()

    return answer
