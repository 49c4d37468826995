// Here is a query: which articles, in which order? The twin of kb_tools/search/querying.py.

import { words as wordsOf } from "./analysis.js";
import { nearest } from "./correction.js";
import * as language from "./language.js";
import { matches } from "./patterns.js";
import { Postings, readTexts } from "./postings.js";
import { dangerFirst, fieldOf, marks, rank } from "./ranking.js";
import { setTables, tables } from "./tables.js";

// The index of the site, opened a file at a time. `get` returns the bytes of a file below `search/`.
export class Index {
  constructor(get) {
    this.get = get;
    this.opened = new Map();
  }

  once(name, read) {
    if (!this.opened.has(name)) {
      const found = Promise.resolve(this.get(name)).then(inflated).then(read);
      found.catch(() => this.opened.delete(name)); // so that the next try loads it again
      this.opened.set(name, found);
    }
    return this.opened.get(name);
  }

  tables() {
    return this.once("tables.json", (data) => setTables(JSON.parse(new TextDecoder().decode(data))));
  }

  async postings(lang) {
    await this.tables();
    return this.once(`${lang}.postings.bin`, (data) => new Postings(data));
  }

  async texts(lang) {
    await this.tables();
    return this.once(`${lang}.texts.bin`, readTexts);
  }
}

// Hosts may or may not have unpacked the file on the way.
async function inflated(data) {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// A hasty search takes words in Latin letters for the reader's own language, if that is one, and tells
// by `guessed` that it did: no other language is loaded for a word that is still being typed.
export async function search(index, query, reader, limit = 5, hasty = false) {
  await index.tables();
  const open = (lang) => index.postings(lang);
  const typed = wordsOf(query).slice(0, tables.querying.MAX_WORDS);
  const understood = await understand(open, query, typed, reader, hasty);
  const lang = understood.lang;
  let meant = understood.meant;
  const postings = await open(lang);
  const corrected = meant.join(" ") === typed.join(" ") ? null : meant.join(" ");
  const matched = matches(postings.patterns, typed, meant);
  const danger = matched.has(tables.patterns.DANGER);
  const channels = tables.vocabulary.CHANNELS.filter((channel) => matched.has(channel));
  const filler = matched.get(tables.patterns.FILLER) ?? new Set();
  const telling = meant.filter((_, place) => !filler.has(place));
  meant = telling.length ? telling : meant;
  let { ranked, fits } = rank(postings, meant);
  const answered = danger || fits;
  if (danger) ranked = dangerFirst(postings, ranked, channels);
  const hits = answered ? ranked.slice(0, limit).map((each) => hit(postings, each)) : [];
  const { guessed } = understood;
  return { query, lang, guessed, answered, danger, corrected, words: meant, hits };
}

async function understand(open, query, typed, reader, hasty) {
  const script = language.scriptLanguage(query);
  const guessed = hasty && !script && tables.language.LATIN.includes(reader);
  const lang = guessed
    ? reader
    : (script ?? (await language.latinLanguage(query, typed, open, reader)));
  const postings = await open(lang);
  const meant = typed.map((word) =>
    postings.find(word) >= 0 ? word : (nearest(postings, word) ?? word),
  );
  const share = language.knownShare(postings, meant);
  if (!guessed && tables.language.LATIN.includes(lang) && share <= tables.language.FEW_KNOWN) {
    const read = await language.transliterated(typed, share, open);
    if (read) return { lang: read.lang, meant: read.read.map((word, n) => word ?? typed[n]) };
  }
  return { lang, guessed: guessed && language.knownShare(postings, typed) < 1, meant };
}

function hit(postings, { article, score, passage }) {
  const { id, kind } = postings.articles[article];
  return { id, kind, score, passage };
}

// Why an article was found: the passage that matched best, and where the words stand in it.
export async function reason(index, answer, found) {
  if (found.passage === undefined) return null;
  const text = (await index.texts(answer.lang))[found.passage];
  if (!text) return null;
  const field = fieldOf(await index.postings(answer.lang), found.passage);
  return { field, text, marks: marks(text, answer.words) };
}
