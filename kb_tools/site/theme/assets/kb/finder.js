// Three questions lead to a short list. The answers are in the address, so it can be sent on.

const SHOWN = 5;
const SEVERITIES = ["dangerous", "abusive", "hostile", "upset"];

export function attach(form) {
  const list = form.querySelector("[data-finder-list]");
  const state = form.querySelector("[data-finder-state]");
  const cards = [...document.querySelectorAll(".kb-group [data-severity]")];
  const known = new URLSearchParams(location.search);
  for (const input of form.querySelectorAll("input")) {
    if (known.get(input.name) === input.value) input.checked = true;
  }
  const update = (remember) => {
    const answers = Object.fromEntries(new FormData(form));
    const found = choose(cards, answers);
    list.replaceChildren(...found.map(copied));
    state.textContent = found.length ? state.dataset.found.replace("{count}", found.length) : "";
    if (remember) history.replaceState(null, "", address(answers));
  };
  form.addEventListener("change", () => update(true));
  form.addEventListener("reset", () => setTimeout(update, 0, true));
  form.addEventListener("submit", (event) => event.preventDefault());
  update(form.querySelector(":checked") !== null);
}

// Somebody in danger comes before every other answer; without an answer there is no list.
export function choose(cards, { danger, channel, about }) {
  if (danger === "yes") return cards.filter((card) => card.dataset.severity === "dangerous");
  if (!about) return [];
  const fits = ({ dataset }) =>
    (about === "any" || dataset.group === about) &&
    dataset.severity !== "dangerous" &&
    (!channel || channel === "any" || dataset.channels.split(" ").includes(channel));
  const rank = ({ dataset }) => [
    channel && channel !== "any" ? dataset.channels.split(" ").length : 0,
    SEVERITIES.indexOf(dataset.severity),
  ];
  return cards
    .filter(fits)
    .sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1])
    .slice(0, SHOWN);
}

function copied(card) {
  const copy = card.cloneNode(true);
  for (const name of ["data-severity", "data-group", "data-channels"]) copy.removeAttribute(name);
  return copy;
}

function address(answers) {
  const query = new URLSearchParams(location.search);
  for (const name of ["danger", "channel", "about"]) {
    if (answers[name]) query.set(name, answers[name]);
    else query.delete(name);
  }
  return `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`;
}
