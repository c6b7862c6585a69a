// Makes web/world.txt, the land that maps are drawn on, out of npm's world-atlas:
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//   node web/build/world.mjs package/countries-50m.json > web/world.txt
// One line a country: its name, a tab, and its rings parted by `;`. A ring is points in hundredths
// of a degree, `east,north`, each but the first counted from the one before it.
import { readFileSync } from "node:fs";

const atlas = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { scale, translate } = atlas.transform;

const arcs = atlas.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]].map((it) => Math.round(it * 100));
  });
});

const HALF = 18000;

// The ring's points, with no step half around the world: east of 180 goes on counting.
function unrolled(numbers) {
  const points = numbers.flatMap((number) => (number < 0 ? arcs[~number].slice().reverse() : arcs[number]));
  let turn = 0;
  const whole = points.map(([x, y], at) => {
    const step = at === 0 ? 0 : x - points[at - 1][0];
    if (Math.abs(step) > HALF) turn -= Math.sign(step) * 2 * HALF;
    return [x + turn, y];
  });
  const [first, last] = [whole[0], whole.at(-1)];
  // A ring around the pole is closed along it.
  return first[0] === last[0] ? whole : [...whole, [last[0], -9000], [first[0], -9000], first];
}

// What of a ring lies on the side of a meridian where `keeps` holds.
function cut(points, meridian, keeps) {
  const crossing = ([ax, ay], [bx, by]) => [meridian, Math.round(ay + ((by - ay) * (meridian - ax)) / (bx - ax))];
  const kept = points.flatMap((point, at) => {
    const before = points[(at + points.length - 1) % points.length];
    const crossed = keeps(point[0]) !== keeps(before[0]) ? [crossing(before, point)] : [];
    return keeps(point[0]) ? [...crossed, point] : crossed;
  });
  return kept.length === 0 ? kept : [...kept, kept[0]];
}

// The parts of a ring between 180 west and 180 east.
function parts(points) {
  return [-1, 0, 1].map((turn) => {
    const moved = points.slice(0, -1).map(([x, y]) => [x + turn * 2 * HALF, y]);
    const east = cut(moved, HALF, (x) => x <= HALF);
    return cut(east.slice(0, -1), -HALF, (x) => x >= -HALF);
  });
}

function rings(numbers) {
  return parts(unrolled(numbers)).flatMap((points) => {
    const apart = points.filter(([x, y], at) => at === 0 || x !== points[at - 1][0] || y !== points[at - 1][1]);
    const steps = apart.map(([x, y], at) => (at === 0 ? [x, y] : [x - apart[at - 1][0], y - apart[at - 1][1]]));
    return apart.length < 4 ? [] : [steps.map((step) => step.join(",")).join(" ")];
  });
}

for (const country of atlas.objects.countries.geometries) {
  const polygons = country.type === "MultiPolygon" ? country.arcs : [country.arcs];
  const outlines = polygons.flatMap((polygon) => polygon.flatMap(rings));
  if (outlines.length > 0) console.log(`${country.properties.name}\t${outlines.join(";")}`);
}
