// All months that the other filters leave, to be dragged over: what is chosen becomes the dates.

import uPlot from "./uPlot.mjs";
import { changed, fetched, styled } from "./asked.mjs";

const HEIGHT = 130;

export async function brush(figure) {
  const whole = changed({ since: null, until: null });
  const tally = await fetched("/api/1/tally", `${whole}&by=month`);
  const months = filled(tally);
  if (months.length < 2) return;
  const place = document.createElement("div");
  place.className = "brush";
  figure.prepend(place);
  const plot = new uPlot(options(figure.clientWidth), columns(months), place);
  figure.classList.add("live");
  mark(plot);
  plot.hooks.setSelect = [choose];
  new ResizeObserver(() => {
    plot.setSize({ width: figure.clientWidth, height: HEIGHT });
    mark(plot);
  }).observe(figure);
}

function filled(tally) {
  const counts = new Map(tally.map(({ value, count }) => [value, count]));
  const months = [];
  const [first, last] = [tally[0]?.value, tally.at(-1)?.value];
  if (first === undefined) return months;
  for (let at = new Date(`${first}-01T00:00Z`); month(at) <= last; at.setUTCMonth(at.getUTCMonth() + 1)) {
    months.push([at.getTime() / 1000, counts.get(month(at)) ?? 0]);
  }
  return months;
}

function month(date) {
  return date.toISOString().slice(0, 7);
}

function columns(months) {
  return [months.map(([at]) => at), months.map(([, count]) => count)];
}

function options(width) {
  const [ink, line] = [styled("--quiet"), styled("--line")];
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line }, font: "11px system-ui" };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
    cursor: { y: false, drag: { x: true, y: false, setScale: false } },
    scales: { y: { range: (_, __, most) => [0, Math.max(most, 1)] } },
    axes: [{ ...axis, space: 70, values: labels }, { ...axis, size: 42, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000] }],
    series: [{}, { fill: styled("--accent"), stroke: styled("--accent"), width: 0, paths: uPlot.paths.bars({ size: [0.85, 40], align: 1 }), points: { show: false } }],
  };
}

// A month each, written once.
function labels(_, splits) {
  const months = splits.map((at) => month(new Date(at * 1000)));
  return months.map((label, at) => (label === months[at - 1] ? "" : label));
}

// Shows the dates of the address as chosen.
function mark(plot) {
  const query = new URLSearchParams(location.search);
  const [since, until] = [query.get("since"), query.get("until")];
  if (since === null && until === null) return;
  const { min, max } = plot.scales.x;
  const from = since === null ? min : Math.max(Date.parse(start(since)) / 1000, min);
  const to = until === null ? max : Math.min(end(until) / 1000, max);
  const left = plot.valToPos(from, "x");
  plot.setSelect({ left, width: plot.valToPos(to, "x") - left, top: 0, height: plot.over.clientHeight }, false);
}

function start(date) {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

function end(date) {
  const at = new Date(start(date));
  if (date.length === 4) return at.setUTCFullYear(at.getUTCFullYear() + 1);
  if (date.length === 7) return at.setUTCMonth(at.getUTCMonth() + 1);
  return at.setUTCDate(at.getUTCDate() + 1);
}

function choose(plot) {
  const { left, width } = plot.select;
  if (width < 3) return;
  const at = (pixel) => month(new Date(plot.posToVal(pixel, "x") * 1000));
  location.search = changed({ since: at(left), until: at(left + width) });
}
