// The circle of events that the form beside the map asks for, drawn on the map while it is chosen. Its point may be the map's
// middle, which moves with the map: by dragging it, or with the arrow keys. Or the circle is taken by its handles. The form's
// address is all that is kept.

import { circle } from "./circle.mjs";
import { handles } from "./handles.mjs";

export const NOTHING = { type: "FeatureCollection", features: [] };

export function around(globe, form) {
  if (form === null) return;
  const { around: point, km } = form.elements;
  const middle = new Option("the map's middle", "");
  point.add(middle);
  let isDrawn = new URLSearchParams(location.search).has("near");
  const read = () => (isDrawn ? values(point.value, km.value) : null);
  const write = ({ lat, lon, km: far }) => {
    const own = option(point);
    own.value = `${lat},${lon}`;
    own.selected = true;
    km.value = far;
    draw();
  };
  // The page that follows goes on with the same handle.
  const ask = ({ id }) => {
    form.action = `${form.getAttribute("action")}#${id}`;
    form.requestSubmit();
  };
  const place = handles(globe, read, write, ask);
  const draw = () => {
    globe.getSource("circle")?.setData(isDrawn ? drawn(point.value, km.value) : NOTHING);
    place();
  };
  const follow = () => {
    const { lat, lng } = globe.getCenter().wrap();
    middle.value = [lat, lng].map((degrees) => degrees.toFixed(5)).join(",");
    if (middle.selected) draw();
  };
  globe.on("move", follow);
  // Also once the map's colours have changed.
  globe.on("style.load", draw);
  for (const happening of ["input", "focusin"]) {
    form.addEventListener(happening, () => {
      isDrawn = true;
      draw();
    });
  }
  follow();
  draw();
  goOn();
}

// The point that the circle has of its own, and is no place's.
function option(point) {
  const known = [...point.options].find((it) => it.hasAttribute("data-own"));
  if (known !== undefined) return known;
  const own = new Option("the circle's middle");
  own.setAttribute("data-own", "");
  point.prepend(own);
  return own;
}

// To the handle that the page before ended with.
function goOn() {
  const knob = ["#circle-middle", "#circle-rim"].includes(location.hash) ? document.querySelector(location.hash) : null;
  if (knob === null) return;
  knob.focus();
  history.replaceState(null, "", location.pathname + location.search);
}

// The corners of the circle that the address asks for.
export function asked() {
  const [lat, lon, km] = new URLSearchParams(location.search).get("near")?.split(",") ?? [];
  return km === undefined ? [] : ring(`${lat},${lon}`, km);
}

// What the form says in numbers; null while it says none.
function values(point, written) {
  const [lat, lon] = point.split(",").map(Number);
  const km = Number(written);
  return [lat, lon].every(Number.isFinite) && km > 0 ? { lat, lon, km } : null;
}

function ring(point, km) {
  const it = values(point, km);
  return it === null ? [] : circle([it.lon, it.lat], it.km);
}

function drawn(point, km) {
  const coordinates = ring(point, km);
  if (coordinates.length === 0) return NOTHING;
  return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } };
}
