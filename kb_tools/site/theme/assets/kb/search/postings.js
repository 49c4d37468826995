// Here is an exported postings file: what does it hold? The twin of kb_tools/search/postings.py, for
// the form of the file that kb_tools/site/packing.py describes.

import { unpack } from "./container.js";
import { tables } from "./tables.js";

const LISTS = ["channels", "play"];
const UTF8 = new TextDecoder();

export function bisectRight(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < sorted[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

function row(line) {
  const values = line.split("\t");
  return Object.fromEntries(
    tables.postings.ARTICLE.map((column, number) => [
      column,
      LISTS.includes(column) ? values[number].split(" ").filter(Boolean) : values[number],
    ]),
  );
}

export class Postings {
  constructor(data) {
    const { MAGIC, SECTIONS } = tables.postings;
    const contents = unpack(MAGIC, data, SECTIONS.length);
    const sections = Object.fromEntries(SECTIONS.map((name, number) => [name, contents[number]]));
    this.lang = UTF8.decode(sections.meta).split("\n")[0];
    this.articles = UTF8.decode(sections.articles).split("\n").map(row);
    this.words = unfolded(sections.prefixes, UTF8.decode(sections.suffixes).split("\n"));
    this.patterns = UTF8.decode(sections.patterns);
    const count = sections.prefixes.length;
    this.starts = starts(this.words);
    this.ends = accumulate(integers(sections.counts, count), 0);
    this.size = this.ends.at(-1);
    this.deltas = integers(sections.postings, this.size);
    this.lengths = integers(sections.lengths, sections.lengths.length / 2);
    this.cells = integers(sections.cells, this.lengths.length);
    this.weights = new Float32Array(sections.weights.slice().buffer); // aligned to 4 bytes
  }

  find(word) {
    const at = this.words.indexOf(`\n${word}\n`);
    return at >= 0 ? bisectRight(this.starts, at + 1) - 1 : -1;
  }

  containing(gram) {
    const found = [];
    let at = this.words.indexOf(gram);
    while (at >= 0) {
      found.push(bisectRight(this.starts, at + (gram[0] === "\n" ? 1 : 0)) - 1);
      at = this.words.indexOf(gram, at + 1);
    }
    return found;
  }

  passages(word) {
    const found = [];
    let passage = 0;
    for (let at = this.ends[word]; at < this.ends[word + 1]; at++) {
      passage += this.deltas[at];
      found.push(passage);
    }
    return found;
  }

  count(word) {
    return this.ends[word + 1] - this.ends[word];
  }

  word(number) {
    return this.words.slice(this.starts[number], this.starts[number + 1] - 1);
  }
}

export function readTexts(data) {
  return UTF8.decode(unpack(tables.postings.TEXTS_MAGIC, data, 2)[1]).split("\n");
}

function accumulate(numbers, initial) {
  const sums = [initial];
  for (const number of numbers) sums.push(sums.at(-1) + number);
  return sums;
}

// The low bytes of all numbers, then the next higher ones.
function integers(section, count) {
  const numbers = new Uint32Array(count);
  for (let at = 0; at < section.length; at++) {
    numbers[at % count] |= section[at] << (8 * Math.floor(at / count));
  }
  return numbers;
}

// The words in one text, each between line feeds; a word is kept as what it adds to the one before.
function unfolded(prefixes, suffixes) {
  let last = "";
  const words = Array.from(prefixes, (shared, n) => (last = last.slice(0, shared) + suffixes[n]));
  return ["", ...words, ""].join("\n") || "\n";
}

function starts(words) {
  const found = [];
  for (let at = 0; at >= 0; at = words.indexOf("\n", at + 1)) found.push(at + 1);
  return found;
}
