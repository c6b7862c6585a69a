// The address's filters, which are all of a page's state.

// The same query with other values; null takes a name out. The list starts anew.
export function changed(changes) {
  const query = new URLSearchParams(location.search);
  query.delete("cursor");
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query;
}

export async function fetched(path, query) {
  const answer = await fetch(`${path}?${query}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export function styled(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
