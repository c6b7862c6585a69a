// Circles of kilometres on the globe, as rings of longitude and latitude.

const CORNERS = 64;
const KM_A_DEGREE = 111.2;

export function circle([lon, lat], km) {
  const tall = km / KM_A_DEGREE;
  const wide = tall / Math.max(Math.cos((lat * Math.PI) / 180), 0.2);
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const turn = (corner / CORNERS) * 2 * Math.PI;
    return [lon + wide * Math.cos(turn), lat + tall * Math.sin(turn)];
  });
}
