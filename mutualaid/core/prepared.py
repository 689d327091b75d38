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
    fixed: tuple[Any, ...]  # parameters that stay as the queryset has them
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]


class PreparedQuery(Generic[Row]):
    """The SQL of a `values_list` queryset, kept, with its last parameters filled in anew.

    For the few queries that every request to a busy page makes: Django builds the statement
    from the queryset each time, which takes several times as long as the database does.
    """

    def __init__(
        self,
        queryset: Callable[[], QuerySet[Any, Any]],
        row: Callable[..., Row],
        *,
        parameters: int,
    ) -> None:
        """`queryset` ends in so many stand-in parameters; `row` takes a row's values."""
        self._queryset = queryset
        self._row = row
        self._parameters = parameters
        self._statements: dict[str, _Statement] = {}

    def rows(self, *parameters: Any) -> list[Row]:
        """The rows for these parameters. Raises ValueError for a wrong number of them."""
        if len(parameters) != self._parameters:
            raise ValueError(f"The query takes {self._parameters} parameters.")
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = self._statements[connection.vendor] = self._prepare()
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, (*statement.fixed, *parameters))
            found = cursor.fetchall()
        return [
            self._row(*values) for values in _converted(found, statement, connection)
        ]

    def _prepare(self) -> _Statement:
        compiler = self._queryset().query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        chosen = [expression for expression, *_ in compiler.select]
        return _Statement(
            sql=sql,
            fixed=tuple(parameters[: len(parameters) - self._parameters]),
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
