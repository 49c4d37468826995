// Here is text: which terms does it hold? The twin of kb_tools/search/analysis.py.

import { tables } from "./tables.js";

const MARK = /\p{M}/u;
const MARKS = /\p{M}/gu;
const ALNUM = /[\p{L}\p{N}]/u;
const NOT_ALNUM = /[^\p{L}\p{N}]+/gu;

export function normalise(text) {
  const { CASE, FOLDED } = tables.analysis;
  let bare = "";
  for (const letter of text.normalize("NFKD").replace(MARKS, "")) {
    bare += CASE[letter] ?? letter.toLowerCase();
  }
  let folded = "";
  for (const letter of bare.normalize("NFKD")) folded += FOLDED[letter] ?? letter;
  return folded;
}

export function words(text) {
  return normalise(text).replace(NOT_ALNUM, " ").split(" ").filter(Boolean);
}

export function grams(word) {
  const { GRAM, EDGE } = tables.analysis;
  const edged = [EDGE, ...word, EDGE];
  const found = [];
  for (let i = 0; i < Math.max(1, edged.length - GRAM + 1); i++) {
    found.push(edged.slice(i, i + GRAM).join(""));
  }
  return found;
}

// Where the words of a text begin and end, in the units of JavaScript's strings.
export function spans(text) {
  const found = [];
  let start = -1;
  let place = 0;
  for (const letter of `${text} `) {
    const alnum = ALNUM.test(letter);
    const joins = tables.analysis.JOINERS.includes(letter) || MARK.test(letter);
    if (alnum && start < 0) start = place;
    else if (start >= 0 && !alnum && !joins) {
      found.push([start, place]);
      start = -1;
    }
    place += letter.length;
  }
  return found;
}
