// The handles of the circle that the form beside the map asks for: one in its middle, which moves it, and one on its rim, which makes
// it wider. What they say stands in the form at once, and is asked for when they are let go of.

import { distance, rim as onRim, turn } from "./circle.mjs";
import { handle } from "./handle.mjs";

// As far as a map shows the globe, and as the list takes distances.
const NORTH = 85;
const LEAST = 1;
const MOST = 5000;

// What a press of an arrow key does, and with Shift: pixels that the middle moves, kilometres that the rim does.
const PIXELS = { step: 8, leap: 64 };
const KM = { step: 1, leap: 10 };

// Handles that follow what `read` tells of the circle, `{ lat, lon, km }` or null, and tell `write` of another.
export function handles(globe, read, write, released) {
  const moved = (lngLat) => {
    const { lng, lat } = lngLat.wrap();
    write({ ...read(), lon: rounded(lng), lat: rounded(Math.max(-NORTH, Math.min(NORTH, lat))) });
  };
  const widened = (km) => write({ ...read(), km: whole(Math.max(LEAST, Math.min(MOST, km))) });
  const middle = handle(globe, {
    id: "circle-middle",
    label: "Middle of the circle",
    pulled: moved,
    pushed: ([right, down], isLeap) => {
      const pixels = isLeap ? PIXELS.leap : PIXELS.step;
      const { x, y } = globe.project(middle.marker.getLngLat());
      moved(globe.unproject([x + right * pixels, y + down * pixels]));
    },
    released: () => released(middle.knob),
  });
  const rim = handle(globe, {
    id: "circle-rim",
    label: "Kilometres around the middle",
    pulled: ({ lng, lat }) => {
      const { lon, lat: north } = read();
      at = turn([lon, north], [lng, lat]);
      widened(distance([lon, north], [lng, lat]));
    },
    pushed: ([right, down], isLeap) => widened(read().km + (right - down) * (isLeap ? KM.leap : KM.step)),
    released: () => released(rim.knob),
  });
  const both = [middle, rim];
  // Where on the rim its handle is: where it was pulled to last.
  let at = 0;
  let isShown = false;
  return () => {
    const it = read();
    if (it === null) {
      both.forEach(({ marker }) => marker.remove());
      isShown = false;
      return;
    }
    const { lat, lon, km } = it;
    place(middle, [lon, lat], { now: lat, least: -NORTH, most: NORTH, text: `latitude ${lat}, longitude ${lon}` });
    place(rim, onRim([lon, lat], km, at), { now: km, least: LEAST, most: MOST, text: `${km} km` });
    rim.knob.dataset.km = `${km} km`;
    // To put one there again would take the focus from it.
    if (!isShown) both.forEach(({ marker }) => marker.addTo(globe));
    isShown = true;
  };
}

function place({ marker, knob }, lngLat, { now, least, most, text }) {
  marker.setLngLat(lngLat);
  const told = { "aria-valuenow": now, "aria-valuemin": least, "aria-valuemax": most, "aria-valuetext": text };
  for (const [name, value] of Object.entries(told)) knob.setAttribute(name, value);
}

function rounded(degrees) {
  return Number(degrees.toFixed(5));
}

// Tenths tell something of small circles alone.
function whole(km) {
  return Number(km.toFixed(km < 10 ? 1 : 0));
}
