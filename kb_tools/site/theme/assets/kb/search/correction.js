// Here is a word that the vocabulary does not know: which was meant? The twin of correction.py.

import { tables } from "./tables.js";

export function nearest(postings, word) {
  const { SHORTEST, TWO_MISTAKES } = tables.correction;
  const length = [...word].length;
  if (length < SHORTEST || /^\p{Nd}+$/u.test(word)) return null;
  const limit = length >= TWO_MISTAKES ? 2 : 1;
  let best = null;
  for (const candidate of similar(postings, word, length, limit)) {
    const away = distance(word, candidate, limit);
    if (away > limit) continue;
    const found = [away, -postings.count(postings.find(candidate)), candidate];
    if (!best || before(found, best)) best = found;
  }
  return best && best[2];
}

function before(one, other) {
  const at = one.findIndex((value, number) => value !== other[number]);
  return at >= 0 && one[at] < other[at];
}

function similar(postings, word, length, limit) {
  const letters = [...word];
  const size = Math.floor(length / (limit + 1));
  const numbers = new Set();
  for (let start = 0; start < size * (limit + 1); start += size) {
    const piece = letters.slice(start, start + size).join("");
    for (const number of postings.containing(piece)) numbers.add(number);
  }
  return [...numbers]
    .map((number) => postings.word(number))
    .filter((known) => Math.abs(known.length - length) <= limit);
}

export function distance(one, other, limit) {
  const typed = [...one];
  const known = [...other];
  let before = [];
  let row = Array.from({ length: known.length + 1 }, (_, number) => number);
  for (let i = 1; i <= typed.length; i++) {
    const older = before;
    before = row;
    row = [i];
    for (let j = 1; j <= known.length; j++) {
      const differs = typed[i - 1] === known[j - 1] ? 0 : 1;
      let cost = Math.min(before[j] + 1, row.at(-1) + 1, before[j - 1] + differs);
      if (i > 1 && j > 1 && typed[i - 1] === known[j - 2] && typed[i - 2] === known[j - 1]) {
        cost = Math.min(cost, older[j - 2] + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
  }
  return row.at(-1);
}
