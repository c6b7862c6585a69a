// What scripts add to the list of events. Without them the list, the map and the chart stay as drawn.

import { walk } from "./walk.mjs";

walk(document.querySelector(".events"));

const chart = document.querySelector(".chart");
if (chart !== null) import("./brush.mjs").then(({ brush }) => brush(chart));

const map = document.querySelector(".map");
const canvas = document.createElement("canvas");
if (map !== null && canvas.getContext("webgl2") !== null) {
  import("./map.mjs").then(({ show }) => show(map));
}
