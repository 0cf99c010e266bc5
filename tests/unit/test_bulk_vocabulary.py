"""No name of a table or column needs quotes in the SQL of four dialects."""

from __future__ import annotations

import re

import duckdb
import pytest

from ocpp_codec import bulk
from ocpp_codec.bulk._vocabulary import FINDING

#: The words that each dialect reserves, from its public documentation; of Spark, also as 3.5 and 4.3 list them.
RESERVED = {
    "BigQuery": """
        ALL AND ANY ARRAY AS ASC ASSERT_ROWS_MODIFIED AT BETWEEN BY CASE CAST COLLATE CONTAINS CREATE CROSS CUBE CURRENT
        DEFAULT DEFINE DESC DISTINCT ELSE END ENUM ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT FALSE FETCH FOLLOWING FOR FROM
        FULL GROUP GROUPING GROUPS HASH HAVING IF IGNORE IN INNER INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE
        LIMIT LOOKUP MERGE NATURAL NEW NO NOT NULL NULLS OF ON OR ORDER OUTER OVER PARTITION PRECEDING PROTO QUALIFY
        RANGE RECURSIVE RESPECT RIGHT ROLLUP ROWS SELECT SET SOME STRUCT TABLESAMPLE THEN TO TREAT TRUE UNBOUNDED UNION
        UNNEST USING WHEN WHERE WINDOW WITH WITHIN
    """,
    "Snowflake": """
        ACCOUNT ALL ALTER AND ANY AS BETWEEN BY CASE CAST CHECK COLUMN CONNECT CONNECTION CONSTRAINT CREATE CROSS CURRENT
        CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DATABASE DELETE DISTINCT DROP ELSE EXISTS FALSE
        FOLLOWING FOR FROM FULL GRANT GROUP GSCLUSTER HAVING ILIKE IN INCREMENT INNER INSERT INTERSECT INTO IS ISSUE
        JOIN LATERAL LEFT LIKE LOCALTIME LOCALTIMESTAMP MINUS NATURAL NOT NULL OF ON OR ORDER ORGANIZATION QUALIFY
        REGEXP REVOKE RIGHT RLIKE ROW ROWS SAMPLE SCHEMA SELECT SET SOME START TABLE TABLESAMPLE THEN TO TRIGGER TRUE
        TRY_CAST UNION UNIQUE UPDATE USING VALUES VIEW WHEN WHENEVER WHERE WITH
    """,
    "Spark": """
        ALL AND ANTI ANY AS AUTHORIZATION BOTH CALL CASE CAST CHECK COLLATE COLLATION COLLATIONS COLUMN CONSTRAINT CREATE
        CROSS CURRENT_DATE CURRENT_PATH CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DISTINCT ELSE END
        ESCAPE EXCEPT EXECUTE FALSE FETCH FILTER FOR FOREIGN FROM FULL GRANT GROUP HAVING IN INNER INTERSECT INTO IS
        JOIN LATERAL LEADING LEFT LOCALTIME MINUS NATURAL NOT NULL OFFSET ON ONLY OR ORDER OUTER OVERLAPS
        PERCENTILE_CONT PERCENTILE_DISC PRIMARY RECURSIVE REFERENCES RIGHT SELECT SEMI SESSION_USER SOME SQL TABLE THEN
        TIME TO TRAILING UNION UNIQUE UNKNOWN USER USING WHEN WHERE WITH WITHIN
    """,
}
#: Reserved only where spark.sql.ansi.enforceReservedKeywords is set; docs/tables.md says so.
ENFORCED = {"Spark": {"time"}}

NAMES = {*bulk.SCHEMAS, *(name for schema in bulk.SCHEMAS.values() for name in schema.names)}
NAMES |= {field.name for field in FINDING}


def test_names_are_plain() -> None:
    assert {name for name in NAMES if not re.fullmatch("[a-z][a-z0-9_]*", name)} == set()


@pytest.mark.parametrize("dialect", RESERVED)
def test_no_name_is_reserved(dialect: str) -> None:
    assert NAMES & set(RESERVED[dialect].lower().split()) == ENFORCED.get(dialect, set())


def test_no_name_is_reserved_in_duckdb() -> None:
    with duckdb.connect() as database:
        found = database.execute("from duckdb_keywords() select keyword_name, keyword_category").fetchall()
        reserved = {word for word, category in found if category in ("reserved", "type_function")}
        assert len(reserved) > 100
        assert NAMES & reserved == set()
        for name, schema in bulk.SCHEMAS.items():
            database.execute(f"create table {name} ({', '.join(f'{column} int' for column in schema.names)})")
            database.execute(f"select {', '.join(schema.names)} from {name} order by {schema.names[0]}")
            counted = ", ".join(f"max({name}.{column}) as {column}" for column in schema.names)
            database.execute(f"select {counted} from {name}")
