"""A query worked out once and asked many times."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class _Statement:
    """What is kept of a queryset for one kind of database."""

    sql: str
    before: tuple[Any, ...]  # parameters that stay as the queryset has them
    after: tuple[Any, ...]
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]


class PreparedQuery(Generic[Row]):
    """The SQL of a `values_list` queryset, kept, with some parameters filled in anew.

    For the few queries that every request to a busy page makes: Django builds the statement
    from the queryset each time, which takes several times as long as the database does.
    """

    def __init__(
        self,
        queryset: Callable[[Sequence[Any]], QuerySet[Any, Any]],
        row: Callable[..., Row],
        *,
        stand_ins: Sequence[Any],
    ) -> None:
        """`queryset` is called with the stand-ins for what will be filled in, all different.

        `row` takes a row's values.
        """
        self._queryset = queryset
        self._row = row
        self._stand_ins = tuple(stand_ins)
        self._statements: dict[str, _Statement] = {}

    def rows(self, *parameters: Any) -> list[Row]:
        """The rows for these parameters. Raises ValueError for a wrong number of them."""
        if len(parameters) != len(self._stand_ins):
            raise ValueError(f"The query takes {len(self._stand_ins)} parameters.")
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = self._statements[connection.vendor] = self._prepare()
        with connection.cursor() as cursor:
            cursor.execute(
                statement.sql, (*statement.before, *parameters, *statement.after)
            )
            found = cursor.fetchall()
        return [
            self._row(*values) for values in _converted(found, statement, connection)
        ]

    def _prepare(self) -> _Statement:
        queryset = self._queryset(self._stand_ins)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        first = parameters.index(self._stand_ins[0])
        last = first + len(self._stand_ins)
        if parameters[first:last] != self._stand_ins:
            raise ValueError("The stand-ins must stand side by side in the query.")
        chosen = [expression for expression, *_ in compiler.select]
        return _Statement(
            sql=sql,
            before=tuple(parameters[:first]),
            after=tuple(parameters[last:]),
            converters=tuple(
                (column, converters, expression)
                for column, (converters, expression) in compiler.get_converters(
                    chosen
                ).items()
            ),
        )


def _converted(
    rows: Sequence[Sequence[Any]], statement: _Statement, connection: Any
) -> Iterator[Sequence[Any]]:
    """The values as the model's fields give them: dates as dates, JSON as lists."""
    for row in rows:
        values = list(row)
        for column, converters, expression in statement.converters:
            for convert in converters:
                values[column] = convert(values[column], expression, connection)
        yield values
