// Events by place: those at one point and of one precision are one mark, and none is moved.

export function gathered(features) {
  const places = new Map();
  for (const { geometry, properties } of features) {
    if (geometry === null) continue;
    const key = `${geometry.coordinates},${properties.precision}`;
    const place = places.get(key) ?? { at: geometry.coordinates, km: properties.radius_km, events: [] };
    place.events.push({ id: properties.id, label: properties.label, start: properties.start });
    places.set(key, place);
  }
  return [...places.values()];
}

// West, south, east and north of all of them.
export function bounds(places) {
  const [lons, lats] = [0, 1].map((side) => places.map(({ at }) => at[side]));
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
