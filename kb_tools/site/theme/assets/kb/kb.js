// What every page does: light or dark, copying, printing, languages, plays, search, offline use.

import { keepOffline } from "./offline.js";

const { dataset } = document.querySelector("[data-kb]");
const page = { root: dataset.root, home: dataset.home, lang: dataset.lang };

switchTheme(document.querySelector("[data-theme-switch]"));
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches("[data-copy]")) copy(button);
  if (button?.matches("[data-print]")) print();
});
keepPlaceInLanguages(document.querySelectorAll("[data-languages] a"));
followPlay(new URLSearchParams(location.search).get("play"));
speakLanguageOfAddress(document.querySelector("[data-not-found]"));
for (const box of document.querySelectorAll("[data-search]")) {
  import("./searchbox.js").then(({ attach }) => attach(box, page));
}
const finder = document.querySelector("[data-finder]");
if (finder) import("./finder.js").then(({ attach }) => attach(finder));
keepOffline(page);

function switchTheme(button) {
  button.addEventListener("click", () => {
    const html = document.documentElement;
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    html.dataset.theme = (html.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("kb-theme", html.dataset.theme);
    } catch {
      // a browser that keeps nothing asks again on the next page
    }
  });
}

async function copy(button) {
  const text = button.previousElementSibling.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    selectAndCopy(text);
  }
  const label = button.querySelector("span");
  const before = label.textContent;
  if (button.classList.contains("kb-copy--done")) return;
  label.textContent = button.dataset.done;
  button.classList.add("kb-copy--done");
  setTimeout(() => {
    label.textContent = before;
    button.classList.remove("kb-copy--done");
  }, 2000);
}

function selectAndCopy(text) {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function keepPlaceInLanguages(links) {
  for (const link of links) {
    link.addEventListener("click", () => {
      const play = new URLSearchParams(location.search).get("play");
      const query = play ? `?play=${encodeURIComponent(play)}` : "";
      link.href = link.getAttribute("href").split(/[?#]/)[0] + query + location.hash;
    });
  }
  const menu = document.querySelector("[data-languages]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menu.removeAttribute("open");
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  });
}

// On a tactic that was reached from a play, show the steps before and after it.
function followPlay(situation) {
  const places = [...document.querySelectorAll("[data-play]")];
  const place = places.find((each) => each.dataset.play === situation);
  if (!place) return;
  const bar = document.createElement("nav");
  bar.className = "kb-along-bar";
  bar.setAttribute("aria-label", place.querySelector("a").textContent);
  const around = place.querySelector(".kb-along");
  around.hidden = false;
  bar.append(place.querySelector("a").cloneNode(true), place.querySelector(".kb-step"), around);
  document.querySelector(".kb-path").after(bar);
}

function speakLanguageOfAddress(messages) {
  if (!messages) return;
  const path = location.pathname.slice(page.root.length);
  const known = [...messages.children].map((each) => each.dataset.language);
  const lang = known.includes(path.split("/")[0]) ? path.split("/")[0] : "en";
  for (const each of messages.children) each.hidden = each.dataset.language !== lang;
  const shown = messages.querySelector(`[data-language="${lang}"]`);
  Object.assign(document.documentElement, { lang, dir: shown.dir });
  document.title = shown.querySelector("h1, h2").textContent;
}
