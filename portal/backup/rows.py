"""Rows as lines of JSON, exact to the microsecond and the byte, the same from every database."""

import base64
import json
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from uuid import UUID

AT_ONCE = 500
# Sessions and what is counted at the door end with the move; the stamp is drawn anew wherever the rows go.
LEFT_OUT = {"sessions.session", "portal.signedin", "portal.failedtry", "portal.contentstamp"}


def models(apps):
    """Every model whose rows are kept, with the tables between two of them."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT:
            yield model


def lines(model, using):
    """Each row of that model as a line of JSON, after a first line that names the columns."""
    columns = [field.attname for field in model._meta.concrete_fields]
    yield _line(columns)
    rows = model._base_manager.using(using).order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _line(row)


def load(model, entry, using):
    """Adds the rows that `lines` wrote; returns how many. `model` may be of an older state of the code."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for field in fields.values():
        field.auto_now = field.auto_now_add = False  # each row keeps its own times
    columns = [fields[name] for name in json.loads(next(entry))]
    count = 0
    while batch := [_row(model, columns, line) for line in islice(entry, AT_ONCE)]:
        model._base_manager.using(using).bulk_create(batch)
        count += len(batch)
    return count


def _row(model, columns, line):
    return model(
        **{field.attname: field.to_python(value) for field, value in zip(columns, json.loads(line), strict=True)}
    )


def _line(values):
    return (
        json.dumps(values, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    )


def _plain(value):
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"No way is known to write {type(value).__name__} down.")
