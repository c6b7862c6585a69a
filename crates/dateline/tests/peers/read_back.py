"""Reads every export with programs of the field: `read_back.py FOLDER`, which holds events.FORMAT for each format."""

import json
import sys
from pathlib import Path

import duckdb
import geopandas
import pandas
import pyarrow.parquet

FOLDER = Path(sys.argv[1])
EVENTS = 4


def jsonl():
    table = pandas.read_json(FOLDER / "events.jsonl", lines=True)
    assert len(table) == EVENTS
    assert table.standing[0]["origins"] == 2


def csv():
    table = pandas.read_csv(FOLDER / "events.csv", dtype={"cameo": str}, parse_dates=["date_start", "date_end"])
    assert len(table) == EVENTS
    assert table.longitude[0] == -0.04472
    assert table.date_start[0] == pandas.Timestamp("2024-03-11")
    assert table.killed_low[0] == 3 and pandas.isna(table.killed_high[0])
    assert table.actors[3].startswith("'="), "a formula is text"
    again = duckdb.sql(f"select count(*), sum(killed_low) from '{FOLDER}/events.csv'").fetchall()
    assert again == [(EVENTS, 75)], again


def geojson():
    frame = geopandas.read_file(FOLDER / "events.geojson")
    assert len(frame) == EVENTS and frame.crs.to_epsg() == 4326
    assert frame.geometry[0].x == -0.04472 and frame.geometry[0].y == 16.27167
    assert frame.geometry.isna().sum() == 1, "what nobody placed has no point"
    assert frame.radius_km[1] == 250


def parquet():
    path = FOLDER / "events.parquet"
    table = pyarrow.parquet.read_table(path)
    assert table.num_rows == EVENTS
    assert str(table.schema.field("date_start").type) == "date32[day]"
    assert str(table.schema.field("victims").type).startswith("list<")
    frame = geopandas.read_parquet(path)
    assert frame.geometry[0].y == 16.27167 and frame.geometry.isna().sum() == 1
    rows = duckdb.sql(f"select id, len(outlets), killed_high, date_end, victims from '{path}' order by date_end").fetchall()
    assert len(rows) == EVENTS and rows[0][1] == 3 and rows[0][2] is None, rows
    assert pandas.read_parquet(path).origins[0].tolist()[1] == "Mariam Touré"


def main():
    written = {path.suffix[1:] for path in FOLDER.glob("events.*")}
    checks = {name: check for name, check in globals().items() if name in written}
    for name in sorted(written - set(checks)):
        sys.exit(f"events.{name}: nothing here reads it")
    for name, check in checks.items():
        check()
        print(f"{name}: read back")


if __name__ == "__main__":
    main()
