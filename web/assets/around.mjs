// The circle of events that the form beside the map asks for, drawn on the map while it is chosen. Its point may be the map's
// middle, which moves with the map: by dragging it, or with the arrow keys. The form's address is all that is kept.

import { circle } from "./circle.mjs";

export const NOTHING = { type: "FeatureCollection", features: [] };

export function around(globe, form) {
  if (form === null) return;
  const { around: point, km } = form.elements;
  const middle = new Option("the map's middle", "");
  point.add(middle);
  let isDrawn = new URLSearchParams(location.search).has("near");
  const draw = () => globe.getSource("circle")?.setData(isDrawn ? drawn(point.value, km.value) : NOTHING);
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
}

// The corners of the circle that the address asks for.
export function asked() {
  const [lat, lon, km] = new URLSearchParams(location.search).get("near")?.split(",") ?? [];
  return km === undefined ? [] : ring(`${lat},${lon}`, km);
}

function ring(point, km) {
  const [lat, lon] = point.split(",").map(Number);
  const far = Number(km);
  return [lat, lon].every(Number.isFinite) && far > 0 ? circle([lon, lat], far) : [];
}

function drawn(point, km) {
  const coordinates = ring(point, km);
  if (coordinates.length === 0) return NOTHING;
  return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } };
}
