// Keeps one language of the site for when there is no network. The network always comes first, so
// that nobody reads an old page while there is a new one; when it is slow, what is kept is shown.

const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data));
});

async function keep({ keep: lang, list }) {
  const { version, files } = await (await fetch(list, { cache: "no-cache" })).json();
  const name = `kb-${lang}-${version}`;
  if (!(await caches.has(name))) {
    const cache = await caches.open(`${name}-partial`);
    const urls = files.map((file) => new URL(file, self.registration.scope).href);
    for (let at = 0; at < urls.length; at += 8) {
      await Promise.all(urls.slice(at, at + 8).map((url) => keepOne(cache, url)));
    }
    const whole = await caches.open(name);
    for (const request of await cache.keys()) await whole.put(request, await cache.match(request));
  }
  for (const other of await caches.keys()) {
    if (other.startsWith("kb-") && other !== name) await caches.delete(other);
  }
  for (const client of await self.clients.matchAll()) client.postMessage({ kept: lang });
}

async function keepOne(cache, url) {
  if (!(await cache.match(url))) await cache.add(url);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const inside = request.url.startsWith(self.registration.scope);
  if (request.method === "GET" && inside && !request.url.endsWith("/offline.json")) {
    event.respondWith(answer(request));
  }
});

async function answer(request) {
  const kept = await caches.match(request, { ignoreSearch: true });
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept.clone()));
  const fresh = fetch(request).then((response) => (response.status < 500 ? response : kept));
  return Promise.race([fresh.catch(() => kept), late]);
}
