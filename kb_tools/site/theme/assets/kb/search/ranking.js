// Here are query words: which articles, in which order, and does any fit? The twin of ranking.py.

import { grams, spans, words as wordsOf } from "./analysis.js";
import { Scorer, idf } from "./scoring.js";
import { tables } from "./tables.js";

export function rank(postings, words) {
  const { PASSAGE_WEIGHT, LEAST_SCORE, LEAST_PER_WORD, OFF_TOPIC_MARGIN } =
    tables.ranking;
  const scorer = new Scorer(postings, words);
  const totals = scorer.articles();
  const passages = scorer.passages();
  const best = bestPassages(postings, passages);
  for (const [article, passage] of best) totals[article] += PASSAGE_WEIGHT * passages.get(passage);
  const offTopic = totals.pop();
  const least =
    Math.min(LEAST_SCORE, LEAST_PER_WORD * words.length) * idf(postings.articles.length, 1);
  const fits = Math.max(...totals) > Math.max(OFF_TOPIC_MARGIN * offTopic, least);
  lend(postings, totals);
  const found = [];
  totals.forEach((total, article) => {
    if (total > 0) found.push({ article, score: total, passage: best.get(article) });
  });
  found.sort((a, b) => b.score - a.score || a.article - b.article);
  return { ranked: found, fits };
}

function bestPassages(postings, passages) {
  const fields = tables.postings.FIELDS.length;
  const best = new Map();
  for (const passage of [...passages.keys()].sort((a, b) => a - b)) {
    const article = Math.floor(postings.cells[passage] / fields);
    if (!best.has(article) || passages.get(passage) > passages.get(best.get(article))) {
      best.set(article, passage);
    }
  }
  return best;
}

function lend(postings, totals) {
  const numbers = new Map(postings.articles.map((article, number) => [article.id, number]));
  const lent = new Map();
  postings.articles.slice(0, -1).forEach((article, number) => {
    for (const tactic of article.play) {
      const to = numbers.get(tactic) ?? -1;
      if (to >= 0 && totals[to]) {
        const share = tables.ranking.PLAY_WEIGHT * totals[number];
        lent.set(to, Math.max(lent.get(to) ?? 0, share));
      }
    }
  });
  for (const [to, strength] of lent) totals[to] += strength;
}

function madeFor(article, channels) {
  const held = article.channels;
  return held.length < tables.vocabulary.CHANNELS.length && channels.some((c) => held.includes(c));
}

export function dangerFirst(postings, ranked, channels) {
  const scores = new Map(ranked.map((each) => [each.article, each]));
  const dangerous = [];
  postings.articles.forEach((article, number) => {
    if (article.severity === "dangerous") {
      dangerous.push(scores.get(number) ?? { article: number, score: 0 });
    }
  });
  const other = (each) => (madeFor(postings.articles[each.article], channels) ? 0 : 1);
  dangerous.sort((a, b) => other(a) - other(b) || b.score - a.score || a.article - b.article);
  return [...dangerous, ...ranked.filter((each) => !dangerous.includes(each))];
}

export function fieldOf(postings, passage) {
  const { FIELDS } = tables.postings;
  return FIELDS[postings.cells[passage] % FIELDS.length];
}

export function marks(text, words) {
  const wanted = new Set(words);
  const cut = new Set(words.flatMap(grams));
  return spans(text).filter(([start, end]) => {
    const own = wordsOf(text.slice(start, end));
    const shared = own.flatMap(grams).map((gram) => cut.has(gram));
    return own.some((w) => wanted.has(w)) || shared.filter(Boolean).length * 2 > shared.length;
  });
}
