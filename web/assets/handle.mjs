// A handle on the map: what is pulled with a pointer or pushed with the arrow keys, Shift for more. A screen reader takes it for a
// slider, so that it leaves the arrow keys to it.

import { MapMouseEvent, Marker } from "./maplibre-gl.mjs";

// Pixels that a hand trembles by: less is a click.
const STILL = 4;

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// How long the keys rest before what they pushed is let go of: several presses, of one handle after another, are one.
const REST = 900;
let resting;

// `pulled` gets where the pointer is, `pushed` the way that a key points, right and down, and whether by more; `released` is
// called once either is over.
export function handle(globe, { id, label, pulled, pushed, released }) {
  const knob = document.createElement("div");
  Object.assign(knob, { id, className: "handle", tabIndex: 0 });
  knob.setAttribute("role", "slider");
  knob.setAttribute("aria-label", label);
  pull(globe, knob, pulled, released);
  push(knob, pushed, released);
  return { knob, marker: new Marker({ element: knob }) };
}

function pull(globe, knob, pulled, released) {
  // Where it was taken hold of, how far that is off its middle, and whether it was moved since.
  let held = null;
  let isMoved = false;
  const at = ({ clientX, clientY }) => {
    const { left, top } = globe.getCanvas().getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  // The map would move beneath it.
  for (const begun of ["mousedown", "touchstart", "dblclick"]) knob.addEventListener(begun, (event) => event.stopPropagation());
  knob.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const { left, top, width, height } = knob.getBoundingClientRect();
    clearTimeout(resting);
    isMoved = false;
    const { clientX: x, clientY: y } = event;
    held = { from: [x, y], off: [x - left - width / 2, y - top - height / 2] };
    knob.setPointerCapture(event.pointerId);
  });
  knob.addEventListener("pointermove", (event) => {
    if (held === null) return;
    const [x, y] = at(event);
    isMoved ||= Math.hypot(event.clientX - held.from[0], event.clientY - held.from[1]) > STILL;
    if (isMoved) pulled(globe.unproject([x - held.off[0], y - held.off[1]]));
  });
  for (const over of ["pointerup", "pointercancel"]) {
    knob.addEventListener(over, () => {
      held = null;
      if (isMoved && over === "pointerup") released();
    });
  }
  // Who only clicks means what lies beneath it.
  knob.addEventListener("click", (event) => {
    event.stopPropagation();
    if (!isMoved) globe.fire(new MapMouseEvent("click", globe, event));
  });
}

function push(knob, pushed, released) {
  knob.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (way === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    // Neither the page nor the map is to move with it.
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(resting);
    pushed(way, event.shiftKey);
  });
  knob.addEventListener("keyup", (event) => {
    if (ARROWS[event.key] === undefined) return;
    clearTimeout(resting);
    resting = setTimeout(() => released(), REST);
  });
}
