// How the map looks: land, areas as wide as the words leave open, and counted spots. No tiles, and
// letters are drawn with the system's own, so nothing is fetched from anywhere.

import { NOTHING } from "./around.mjs";
import { styled } from "./asked.mjs";
import { circle } from "./circle.mjs";

// Wider than this is an area, not a spot.
const SPOT_KM = 10;

// What the map draws of places, by source.
export function drawn(places) {
  return {
    areas: collection(places.filter(({ km }) => km > SPOT_KM).map(area)),
    spots: collection(places.filter(({ km }) => km <= SPOT_KM).map(point)),
  };
}

export function style(land, places) {
  const { areas, spots } = drawn(places);
  const spot = styled("--spot");
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land },
      areas: { type: "geojson", data: areas },
      // What the form beside the map asks for.
      circle: { type: "geojson", data: NOTHING },
      spots: {
        type: "geojson",
        data: spots,
        cluster: true,
        clusterRadius: 34,
        clusterMaxZoom: 9,
        clusterProperties: { count: ["+", ["get", "count"]] },
      },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": styled("--sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": styled("--land") } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": styled("--border"), "line-width": 0.8 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": spot, "fill-opacity": 0.07 } },
      { id: "edges", type: "line", source: "areas", paint: { "line-color": spot, "line-width": 1.2, "line-dasharray": [3, 2] } },
      { id: "circle", type: "line", source: "circle", paint: { "line-color": styled("--accent"), "line-width": 2, "line-dasharray": [1, 1.5] } },
      { id: "gathered", type: "circle", source: "spots", filter: ["has", "point_count"], paint: round(spot, 0.85) },
      { id: "spots", type: "circle", source: "spots", filter: ["!", ["has", "point_count"]], paint: round(spot, 1) },
      {
        id: "counts",
        type: "symbol",
        source: "spots",
        filter: [">", ["get", "count"], 1],
        layout: { "text-field": ["to-string", ["get", "count"]], "text-font": ["sans-serif"], "text-size": 11, "text-allow-overlap": true },
        paint: { "text-color": styled("--panel") },
      },
    ],
  };
}

function round(colour, opacity) {
  const radius = ["interpolate", ["linear"], ["get", "count"], 1, 5, 20, 11, 200, 18];
  return { "circle-color": colour, "circle-opacity": opacity, "circle-radius": radius, "circle-stroke-width": 1, "circle-stroke-color": styled("--panel") };
}

function collection(features) {
  return { type: "FeatureCollection", features };
}

function feature(geometry, events) {
  return { type: "Feature", geometry, properties: { count: events.length, events: JSON.stringify(events) } };
}

function point({ at, events }) {
  return feature({ type: "Point", coordinates: at }, events);
}

function area({ at, km, events }) {
  return feature({ type: "Polygon", coordinates: [circle(at, km)] }, events);
}
