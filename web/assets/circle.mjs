// Circles of kilometres on the globe, as rings of longitude and latitude, and how far two points are apart.

const CORNERS = 64;
const KM_A_DEGREE = 111.2;

export function circle(middle, km) {
  return Array.from({ length: CORNERS + 1 }, (_, corner) => rim(middle, km, (corner / CORNERS) * 2 * Math.PI));
}

// The point of the rim at this turn, from the east by the north.
export function rim([lon, lat], km, turn) {
  const tall = km / KM_A_DEGREE;
  return [lon + (tall / shrink(lat)) * Math.cos(turn), lat + tall * Math.sin(turn)];
}

// The turn at which a point lies.
export function turn([lon, lat], [east, north]) {
  const apart = ((((east - lon) % 360) + 540) % 360) - 180;
  return Math.atan2(north - lat, apart * shrink(lat));
}

// How much a degree of longitude is shorter than one of latitude.
function shrink(lat) {
  return Math.max(Math.cos((lat * Math.PI) / 180), 0.2);
}

// Kilometres from one point to another, along the globe.
export function distance([west, south], [east, north]) {
  const half = (degrees) => Math.sin((degrees * Math.PI) / 360) ** 2;
  const both = Math.cos((south * Math.PI) / 180) * Math.cos((north * Math.PI) / 180);
  const chord = Math.min(1, half(north - south) + both * half(east - west));
  return ((KM_A_DEGREE * 360) / Math.PI) * Math.asin(Math.sqrt(chord));
}
