// The search box: answers while one types, with the ranking of `kb search`.

import { Index, reason, search } from "./search/search.js";

const LIMIT = 10;
const FIRST = 3;
const FOLDERS = { situation: "situations", tactic: "tactics", guide: "guides" };
const WAIT = 80;
const SETTLED = 500;

export function attach(box, page) {
  new SearchBox(box, page).start();
}

class SearchBox {
  constructor(box, page) {
    this.box = box;
    this.page = page;
    this.input = box.querySelector("input");
    this.state = box.querySelector("[data-search-state]");
    this.results = box.querySelector("[data-search-results]");
    this.atHome = Boolean(box.closest(".kb-home"));
    this.round = 0;
    this.index = new Index((name) => this.load(name));
  }

  async load(name) {
    const response = await fetch(`${this.page.root}search/${name}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  start() {
    this.input.addEventListener("focus", () => this.prepare().catch(() => {}), { once: true });
    this.input.addEventListener("input", () => this.changed(WAIT));
    this.box.querySelector("form").addEventListener("submit", (event) => this.submit(event));
    this.box.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("keydown", (event) => this.shortcut(event));
    if (!this.atHome) {
      document.addEventListener("click", (event) => {
        if (!this.box.contains(event.target)) this.close();
      });
    }
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) this.input.value = asked;
    if (this.input.value) this.changed(0);
  }

  prepare() {
    this.ready ??= Promise.all([
      this.load(`${this.page.lang}.json`).then((data) => {
        this.texts = JSON.parse(new TextDecoder().decode(data));
      }),
      this.index.postings(this.page.lang).then((postings) => {
        this.rows = new Map(postings.articles.map((row) => [row.id, row]));
      }),
    ]).catch((error) => {
      this.ready = undefined;
      throw error;
    });
    return this.ready;
  }

  changed(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    const query = this.input.value.trim();
    const round = ++this.round;
    this.remember(query);
    if (!query) return this.close();
    try {
      await this.prepare();
      const answer = await this.answer(query, round);
      if (answer && round === this.round) await this.show(answer, round);
    } catch (error) {
      console.warn(error);
      this.failed();
    }
  }

  // Other languages are only loaded for a query that is finished: half a word is in none.
  async answer(query, round) {
    const hasty = await search(this.index, query, this.page.lang, LIMIT, true);
    if (!hasty.guessed) return hasty;
    await this.show(hasty, round);
    await new Promise((resolve) => setTimeout(resolve, this.hurried ? 0 : SETTLED));
    return round === this.round ? search(this.index, query, this.page.lang, LIMIT) : null;
  }

  remember(query) {
    this.answered = null;
    if (!this.atHome) return;
    const url = new URL(location.href);
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    history.replaceState(null, "", url);
  }

  failed() {
    this.state.textContent = this.texts?.strings.site_search_failed ?? "";
    this.results.replaceChildren(element("p", { class: "kb-results__note" }, this.state.textContent));
    this.results.hidden = !this.state.textContent;
  }

  async show(answer, round) {
    const { strings } = this.texts;
    const notes = [];
    if (answer.lang !== this.page.lang) {
      notes.push(strings.site_searched_in.replace("{language}", this.texts.names[answer.lang]));
    }
    if (answer.corrected) notes.push(strings.corrected.replace("{query}", answer.corrected));
    const found = answer.answered
      ? strings.site_found.replace("{count}", answer.hits.length)
      : strings.nothing_fits;
    if (!answer.answered) notes.push(found);
    const cards = answer.hits.map((hit, rank) => this.card(answer, hit, rank));
    this.results.replaceChildren(
      ...(answer.danger ? this.stop(answer.hits[0].id) : []),
      ...notes.map((note) => element("p", { class: "kb-results__note" }, note)),
      ...this.lists(answer.hits, cards),
    );
    this.results.hidden = false;
    this.results.dataset.query = answer.guessed ? "" : answer.query;
    this.state.textContent = found;
    this.answered = answer.hits.length ? answer.query : null;
    await this.explain(answer, cards, round);
  }

  // The best come in their order; what follows is grouped by kind.
  lists(hits, cards) {
    const kinds = Object.keys(FOLDERS).map((kind) => [
      this.texts.strings[`site_${FOLDERS[kind]}`],
      cards.filter((_, rank) => rank >= FIRST && hits[rank].kind === kind),
    ]);
    return [["", cards.slice(0, FIRST)], ...kinds]
      .filter(([, own]) => own.length)
      .flatMap(([title, own]) => [
        ...(title ? [element("p", { class: "kb-results__kind" }, title)] : []),
        element("ul", { class: "kb-cards" }, ...own),
      ]);
  }

  card(answer, hit, rank) {
    const row = this.rows.get(hit.id);
    const { labels, fallback } = this.texts;
    const tongue = fallback.includes(hit.id) ? { lang: "en", dir: "ltr" } : {};
    const marks = [element("span", { class: "kb-mark kb-mark--kind" }, labels.kind[row.kind])];
    if (row.severity) {
      const look = { class: `kb-mark kb-mark--${row.severity}` };
      marks.push(element("span", look, labels.severity[row.severity]));
    }
    return element(
      "li",
      { class: "kb-card", "data-hit": hit.id, "data-rank": rank },
      element("a", { href: this.address(hit.id, row.kind), ...tongue }, row.title),
      element("p", tongue, row.summary),
      element("p", { class: "kb-marks" }, ...marks),
    );
  }

  address(id, kind) {
    return `${this.page.home}${FOLDERS[kind]}/${id}/`;
  }

  stop(id) {
    const [lang, lines] = this.texts.stops[id] ?? ["en", []];
    const tongue = lang === this.page.lang ? {} : { lang, dir: "ltr" };
    return [
      element(
        "section",
        { class: "kb-section kb-section--stop", "data-stop": id },
        element("h2", {}, this.texts.strings.stop),
        element("ul", tongue, ...lines.map((line) => element("li", {}, line))),
      ),
    ];
  }

  async explain(answer, cards, round) {
    for (const [rank, hit] of answer.hits.entries()) {
      const why = await reason(this.index, answer, hit);
      if (round !== this.round) return;
      if (why && why.field !== "title" && why.field !== "summary") {
        const text = highlighted(why);
        const tongue = { class: "kb-reason", lang: answer.lang, dir: "auto" };
        cards[rank].lastElementChild.before(element("p", tongue, "… ", ...text, " …"));
      }
    }
  }

  close() {
    this.results.hidden = true;
    this.results.replaceChildren();
    this.state.textContent = "";
  }

  async submit(event) {
    event.preventDefault();
    this.hurried = true;
    if (this.answered !== this.input.value.trim()) await this.ask();
    this.hurried = false;
    this.results.querySelector("a")?.click();
  }

  key(event) {
    const links = [...this.results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      this.input.value = "";
      this.input.focus();
      this.remember("");
      this.close();
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? this.input).focus();
    }
  }

  shortcut(event) {
    const typing = event.target.matches?.("input:not([type=radio]), textarea, select");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (slash || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      this.input.focus();
      this.input.select();
    }
  }
}

function highlighted({ text, marks }) {
  const parts = [];
  let end = 0;
  for (const [start, stop] of marks) {
    parts.push(text.slice(end, start), element("mark", {}, text.slice(start, stop)));
    end = stop;
  }
  return [...parts, text.slice(end)];
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
