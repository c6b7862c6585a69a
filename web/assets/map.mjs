// The map that moves: the same places as the drawn one, gathered while they lie too close.

import { Map as Globe, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "./maplibre-gl.mjs";
import { around, asked } from "./around.mjs";
import { changed, fetched } from "./asked.mjs";
import { player } from "./play.mjs";
import { drawn, style } from "./style.mjs";
import { bounds, gathered } from "./places.mjs";

// Most events that a mark's list names.
const NAMED = 20;

export async function show(figure) {
  const points = await fetched("/api/1/points", changed({ view: null }));
  const land = await fetched("/land.geojson", "");
  const places = gathered(points.features);
  // An empty circle is there to be moved on.
  if (places.length === 0 && asked().length === 0) return;
  setWorkerUrl("/assets/maplibre-gl-worker.mjs");
  const place = document.createElement("div");
  place.className = "globe";
  figure.prepend(place);
  figure.classList.add("live");
  const globe = new Globe({
    container: place,
    style: style(land, places),
    attributionControl: false,
    dragRotate: false,
    maxZoom: 12,
    ...seen(places),
  });
  globe.addControl(new NavigationControl({ showCompass: false }));
  globe.addControl(new ScaleControl());
  globe.touchZoomRotate.disableRotation();
  globe.on("moveend", () => remember(globe));
  globe.on("click", "gathered", (event) => open(globe, event));
  for (const layer of ["spots", "areas"]) globe.on("click", layer, (event) => list(globe, event, layer));
  for (const layer of ["gathered", "spots", "areas"]) {
    globe.on("mouseenter", layer, () => (globe.getCanvas().style.cursor = "pointer"));
    globe.on("mouseleave", layer, () => (globe.getCanvas().style.cursor = ""));
  }
  figure.append(within(globe));
  around(globe, document.querySelector("form.around"));
  let shown = places;
  const controls = player(points.features, (features) => {
    shown = gathered(features);
    const data = drawn(shown);
    for (const source of ["areas", "spots"]) globe.getSource(source)?.setData(data[source]);
  });
  if (controls !== null) place.after(controls);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => globe.setStyle(style(land, shown)));
}

// Where the address says to look, else at all places.
function seen(places) {
  const view = new URLSearchParams(location.search).get("view")?.split(",").map(Number);
  if (view?.length === 3 && view.every(Number.isFinite)) {
    return { center: [view[1], view[0]], zoom: view[2] };
  }
  // The whole circle that is asked for, as far as a map shows the globe.
  const circle = asked().map(([lon, lat]) => ({ at: [lon, Math.max(-85, Math.min(85, lat))] }));
  return { bounds: bounds([...places, ...circle]), fitBoundsOptions: { padding: 30, maxZoom: 7 } };
}

function remember(globe) {
  const { lat, lng } = globe.getCenter();
  const view = [lat, lng, globe.getZoom()].map((number) => Number(number.toFixed(5))).join(",");
  const query = new URLSearchParams(location.search);
  query.set("view", view);
  history.replaceState(null, "", `?${query}${location.hash}`);
}

async function open(globe, event) {
  const { geometry, properties } = event.features[0];
  const zoom = await globe.getSource("spots").getClusterExpansionZoom(properties.cluster_id);
  globe.easeTo({ center: geometry.coordinates, zoom });
}

function list(globe, event, layer) {
  const under = globe.queryRenderedFeatures(event.point, { layers: ["gathered", "spots"] });
  if (layer === "areas" && under.length > 0) return;
  const events = JSON.parse(event.features[0].properties.events);
  const items = document.createElement("ul");
  for (const { id, label, start } of events.slice(0, NAMED)) {
    const link = document.createElement("a");
    link.href = `/events/${id}`;
    link.textContent = `${label}, ${start ?? "no date"}`;
    const item = document.createElement("li");
    item.append(link);
    items.append(item);
  }
  if (events.length > NAMED) items.append(`and ${events.length - NAMED} more`);
  new Popup({ maxWidth: "20rem" }).setLngLat(event.lngLat).setDOMContent(items).addTo(globe);
}

function within(globe) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "within";
  button.textContent = "List only what this map shows";
  button.addEventListener("click", () => {
    const box = globe.getBounds();
    const sides = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
    location.search = changed({ near: null, bbox: sides.map((side) => side.toFixed(5)).join(",") });
  });
  return button;
}
