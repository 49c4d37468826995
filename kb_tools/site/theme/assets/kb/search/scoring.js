// Here are query terms: how well does each article match them? The twin of scoring.py.

import { grams } from "./analysis.js";
import { tables } from "./tables.js";

export function idf(total, holding) {
  return Math.log(1 + (total - holding + 0.5) / (holding + 0.5));
}

export class Scorer {
  constructor(postings, words) {
    this.postings = postings;
    this.words = new Map();
    const uncommon = [];
    for (const word of new Set(words)) {
      const number = postings.find(word);
      const share = number >= 0 ? postings.count(number) / postings.lengths.length : 0;
      if (number >= 0 && share <= tables.scoring.HEARD_BELOW) this.words.set(word, number);
      if (share <= tables.scoring.CUT_BELOW) uncommon.push(word);
    }
    this.grams = [...new Set(uncommon.flatMap(grams))];
    this.frequencies = new Map();
  }

  articles() {
    const scores = new Array(this.postings.articles.length).fill(0);
    for (const number of this.words.values()) add(scores, this.frequency(number), 1);
    for (const gram of this.grams) {
      const total = new Map();
      for (const number of this.postings.containing(gram)) {
        for (const [article, weighted] of this.frequency(number)) {
          total.set(article, (total.get(article) ?? 0) + weighted);
        }
      }
      add(scores, total, tables.scoring.GRAM_WEIGHT);
    }
    return scores;
  }

  frequency(number) {
    let known = this.frequencies.get(number);
    if (!known) {
      this.frequencies.set(number, (known = new Map()));
      const { cells, weights } = this.postings;
      const fields = tables.postings.FIELDS.length;
      for (const passage of this.postings.passages(number)) {
        const cell = cells[passage];
        const article = Math.floor(cell / fields);
        known.set(article, (known.get(article) ?? 0) + weights[cell]);
      }
    }
    return known;
  }

  passages() {
    const { PASSAGE_NORMALISATION } = tables.scoring;
    const { lengths } = this.postings;
    const scores = new Map();
    for (const number of this.words.values()) {
      const holding = new Set(this.postings.passages(number));
      const rarity = idf(lengths.length, holding.size);
      for (const passage of holding) scores.set(passage, (scores.get(passage) ?? 0) + rarity);
    }
    let sum = 0;
    for (const length of lengths) sum += length;
    const mean = Math.max(1, sum) / Math.max(1, lengths.length);
    const short = 1 - PASSAGE_NORMALISATION;
    const long = PASSAGE_NORMALISATION / mean;
    for (const [passage, score] of scores) {
      scores.set(passage, score / (short + long * lengths[passage]));
    }
    return scores;
  }
}

function add(scores, frequency, weight) {
  const rarity = weight * idf(scores.length, frequency.size);
  for (const [article, weighted] of frequency) {
    scores[article] += (rarity * weighted) / (tables.scoring.SATURATION + weighted);
  }
}
