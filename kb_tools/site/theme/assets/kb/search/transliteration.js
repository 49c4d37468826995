// Which Greek or Georgian word was typed in Latin letters? The twin of transliteration.py.

import { distance } from "./correction.js";
import { tables } from "./tables.js";

export function key(word, [several, single]) {
  for (const [typed, replacement] of several) word = word.replaceAll(typed, replacement);
  let found = "";
  let last = " ";
  for (const letter of word) {
    const replaced = single[letter] ?? letter;
    if (replaced !== last) found += replaced;
    last = replaced;
  }
  return found;
}

export class Transliterator {
  constructor(postings) {
    this.postings = postings;
    this.latin = tables.transliteration.LATIN[postings.lang];
    const native = tables.transliteration.NATIVE[postings.lang];
    this.byKey = new Map();
    for (const word of postings.words.split("\n").filter(Boolean)) {
      const reduced = key(word, native);
      if (!this.byKey.has(reduced)) this.byKey.set(reduced, []);
      this.byKey.get(reduced).push(word);
    }
  }

  word(latin) {
    const keys = this.latin.map((table) => key(latin, table));
    for (const each of keys) {
      if (this.byKey.has(each)) return this.commonest(this.byKey.get(each));
    }
    if ([...latin].length < 5) return null;
    const near = [];
    for (const [known, words] of this.byKey) {
      for (const each of keys) {
        if (Math.abs(known.length - each.length) < 2 && known[0] === each[0]) {
          if (distance(each, known, 1) === 1) near.push(...words);
        }
      }
    }
    return near.length ? this.commonest(near) : null;
  }

  commonest(words) {
    const { postings } = this;
    const count = (word) => postings.count(postings.find(word));
    return words.reduce((best, word) => (count(word) > count(best) ? word : best));
  }
}
