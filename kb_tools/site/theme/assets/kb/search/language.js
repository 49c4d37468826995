// Here is a query: which language is it written in? The twin of kb_tools/search/language.py.

import { grams, normalise } from "./analysis.js";
import { tables } from "./tables.js";
import { Transliterator } from "./transliteration.js";

export function scriptLanguage(query) {
  const letters = [...normalise(query)].filter((letter) => /\p{L}/u.test(letter));
  let best = null;
  let most = -1;
  for (const [lang, [first, last]] of Object.entries(tables.language.SCRIPTS)) {
    const count = letters.filter((letter) => first <= letter && letter <= last).length;
    if (count > most) [best, most] = [lang, count];
  }
  return most * 2 > letters.length ? best : null;
}

export function knownShare(postings, words) {
  return words.filter((word) => postings.find(word) >= 0).length / Math.max(1, words.length);
}

export async function latinLanguage(query, words, open, preferred) {
  const { LATIN, LETTERS, LETTER_EVIDENCE, READER_EVIDENCE } = tables.language;
  if (LATIN.includes(preferred) && knownShare(await open(preferred), words) === 1) return preferred;
  const written = new Set(query.toLowerCase());
  const order = [...LATIN].sort((a, b) => (a !== preferred) - (b !== preferred));
  let best = null;
  let most = -Infinity;
  for (const lang of order) {
    const postings = await open(lang);
    if (!postings.size) continue;
    const letters = (LETTERS[lang] ?? []).filter((letter) => written.has(letter)).length;
    let sum = 0;
    for (const word of words) sum += logLikelihood(postings, word);
    const own = lang === preferred ? 1 : 0;
    const likelihood = LETTER_EVIDENCE * letters + READER_EVIDENCE * own + sum;
    if (likelihood > most) [best, most] = [lang, likelihood];
  }
  return best;
}

function logLikelihood(postings, word) {
  const number = postings.find(word);
  let count;
  if (number >= 0) {
    count = postings.count(number);
  } else {
    const cut = grams(word);
    const held = cut.filter((gram) => postings.words.includes(gram)).length;
    count = tables.language.UNSEEN + (0.3 * held) / cut.length;
  }
  return Math.log(count / postings.size);
}

const readers = new Map();

export async function transliterated(words, share, open) {
  let best = null;
  for (const lang of ["el", "ka"]) {
    const postings = await open(lang);
    if (!readers.has(postings)) readers.set(postings, new Transliterator(postings));
    const read = words.map((word) => readers.get(postings).word(word));
    const known = read.filter((word) => word !== null).length;
    if (known > (best ? best.known : share * words.length)) {
      best = { known, lang, read };
    }
  }
  return best;
}
