"""Reads every export with programs of the field: `read_back.py FOLDER`, which holds events.FORMAT for each format."""

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import followthemoney
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


def ged():
    table = pandas.read_csv(FOLDER / "events.ged", parse_dates=["date_start", "date_end"])
    assert table.shape == (1, 49), "the aggregate's dead are those of its event; the others killed nobody for sure"
    row = table.iloc[0]
    assert (row.low, row.best, row.high) == (3, 5, 5)
    assert row.best == row.deaths_a + row.deaths_b + row.deaths_civilians + row.deaths_unknown
    assert (row.type_of_violence, row.side_b) == (3, "Civilians")
    assert (row.where_prec, row.date_prec, row.country_id, row.region) == (1, 1, 432, "Africa")
    assert row.date_start == pandas.Timestamp("2024-03-11")
    point = geopandas.GeoSeries.from_wkt(table.geom_wkt)[0]
    assert (point.x, point.y) == (row.longitude, row.latitude)


def acled():
    table = pandas.read_csv(FOLDER / "events.acled", parse_dates=["event_date"])
    assert table.shape == (2, 31)
    row = table.iloc[0]
    assert (row.event_type, row.disorder_type) == ("Explosions/Remote violence", "Political violence")
    assert (row.interaction, row.civilian_targeting, row.actor2) == (27, "Civilian targeting", "Civilians (Mali)")
    assert (row.fatalities, row.iso, row.region) == (3, 466, "Western Africa")


def plover():
    rows = [json.loads(line) for line in (FOLDER / "events.plover").read_text("utf-8").splitlines()]
    assert len(rows) == 3
    for row in rows:
        assert {"id", "date", "actor", "event"} <= set(row)
    assert rows[0]["actor"][0]["sector"] == "REB" and rows[0]["event_scale"] == -9
    assert len(pandas.read_json(FOLDER / "events.plover", lines=True)) == 3


def polecat():
    table = pandas.read_csv(FOLDER / "events.polecat", sep="\t", na_values=["None"], keep_default_na=False)
    assert table.shape == (3, 40)
    assert table["Actor COW"][0] == 432 and table.Intensity[0] == -9
    assert table.Contexts.isna().all()


def annotations():
    lines = [json.loads(line) for line in (FOLDER / "events.annotations").read_text("utf-8").splitlines()]
    assert len({line["id"] for line in lines}) == len(lines) > 30
    for line in lines:
        position, *quotes = line["target"]["selector"]
        assert position["type"] == "TextPositionSelector" and position["start"] < position["end"]
        for quote in quotes:
            assert len(quote["exact"]) == position["end"] - position["start"], "positions are code points"
        assert line["target"]["source"].startswith(("https://", "urn:sha256:"))
        assert line["body"]["prov:wasDerivedFrom"]["prov:wasQuotedFrom"]["id"].startswith("urn:sha256:")


def ftm():
    schemata = []
    for line in (FOLDER / "events.ftm").read_text("utf-8").splitlines():
        data = json.loads(line)
        entity = followthemoney.model.get_proxy(data)
        entity.schema.validate(data)
        for prop, value in entity.itervalues():
            assert prop.type.clean(value) == value, f"{prop}: {value}"
        assert sum(map(len, data["properties"].values())) == len(list(entity.itervalues())), "a value was dropped"
        schemata.append(entity.schema.name)
    assert schemata.count("Event") == EVENTS and schemata.count("Article") == 6, schemata


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


def brief():
    page = Page()
    page.feed((FOLDER / "events.brief").read_text("utf-8"))
    names = [tag for tag, _ in page.tags]
    assert names.count("article") == EVENTS and "script" not in names
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert all(link[1:] in anchors for link in links if link.startswith("#")), "every footnote leads somewhere"
    assert "<script>alert(1)</script>" in page.text, "what a report holds is text"


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
