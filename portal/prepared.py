"""Queries that Django puts together once per process; on a page that everybody opens, that work takes longer than
all the database does."""

from copy import copy
from functools import cache, wraps

from django.db import connection, connections
from django.db.models import Expression


class Blank(Expression):
    """Where a prepared query takes a value of that field's type."""

    def __init__(self, name, field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def filled(self, values, connection):
        return self.output_field.get_db_prep_value(values[self.name], connection)


def prepared(**fields):
    """Makes a function that builds a queryset from values of these fields into one that returns its rows as a list.

    The function runs once and is given Blanks, so it must not look at its values. Whatever may differ from call to
    call, such as the present moment, has to be one of them.
    """

    def decorate(build):
        @cache
        def written(vendor):
            queryset = build(**{name: Blank(name, field) for name, field in fields.items()})
            compiler = queryset.query.get_compiler(queryset.db)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([expression for expression, *_ in compiler.select])
            compiler.get_converters = lambda _: converters
            return queryset, compiler, sql, params

        @wraps(build)
        def rows(**values):
            queryset, compiler, sql, params = written(connection.vendor)
            queryset, compiler = queryset.all(), copy(compiler)
            here = compiler.connection = connections[queryset.db]
            filled = [each.filled(values, here) if isinstance(each, Blank) else each for each in params]
            compiler.as_sql = lambda *_, **__: (sql, tuple(filled))
            queryset.query.get_compiler = lambda *_, **__: compiler
            return list(queryset)

        return rows

    return decorate
