// Here are words: do they say what a pattern says? The twin of kb_tools/search/patterns.py.

import { tables } from "./tables.js";
import { bisectRight } from "./postings.js";

export function matches(patterns, ...texts) {
  const { HARMLESS } = tables.patterns;
  const lines = patterns.split("\n");
  const tags = new Map();
  const setAside = new Set();
  const byLine = [...elementsFound(patterns, lines, texts)].sort((a, b) => a[0] - b[0]);
  for (const [number, elements] of byLine) {
    const [tag, ...parts] = lines[number].split(" ");
    if (elements.size < parts.length) continue;
    const places = parts.map((_, part) =>
      tag === HARMLESS ? asTyped(elements.get(part)) : inAny(elements.get(part), setAside),
    );
    for (const first of [...places[0]].sort((a, b) => a - b)) {
      const matched = follow(places, 0, first);
      if (!matched.length) continue;
      if (tag !== HARMLESS && !tags.has(tag)) tags.set(tag, new Set());
      const into = tag === HARMLESS ? setAside : tags.get(tag);
      for (const place of matched) into.add(place);
    }
  }
  return tags;
}

// A word that is not as typed stands under the complement of its place.
function inAny(places, without) {
  const found = [...places].map((place) => (place >= 0 ? place : ~place));
  return new Set(found.filter((place) => !without.has(place)));
}

function asTyped(places) {
  return new Set([...places].filter((place) => place >= 0));
}

function elementsFound(patterns, lines, texts) {
  const { SHORTEST_BEGINNING } = tables.patterns;
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1) + line.length + 1);
  const found = new Map();
  const wanted = new Map();
  const named = new Map();
  const add = (map, key, places) => {
    if (!map.has(key)) map.set(key, new Set());
    for (const place of places) map.get(key).add(place);
  };
  const listed = lines[0].startsWith("@ ") ? lines[0] : patterns;
  const want = (alternative, place) => {
    if (listed.includes(`|${alternative}|`)) add(wanted, alternative, [place]);
  };
  texts.forEach((text, reading) => {
    text.forEach((word, number) => {
      const place = reading ? ~number : number;
      want(word, place);
      for (let end = SHORTEST_BEGINNING; end <= word.length; end++) {
        want(`${word.slice(0, end)}*`, place);
      }
    });
  });
  for (const each of [wanted, named]) {
    for (const [alternative, places] of each) {
      let at = patterns.indexOf(`|${alternative}|`);
      while (at >= 0) {
        const number = bisectRight(starts, at) - 1;
        if (patterns[starts[number]] === "@") {
          add(named, lines[number].split(" ", 1)[0], places);
        } else {
          const element = patterns.slice(starts[number], at).split(" ").length - 2;
          if (!found.has(number)) found.set(number, new Map());
          add(found.get(number), element, places);
        }
        at = patterns.indexOf(`|${alternative}|`, at + 1);
      }
    }
  }
  return found;
}

function follow(places, element, place) {
  if (element === places.length - 1) return [place];
  for (let next = place + 1; next < place + 2 + tables.patterns.GAP; next++) {
    if (places[element + 1].has(next)) {
      const rest = follow(places, element + 1, next);
      if (rest.length) return [place, ...rest];
    }
  }
  return [];
}
