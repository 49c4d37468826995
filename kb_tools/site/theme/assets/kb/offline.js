// The pages of the language that is read are kept for when there is no network.

export function keepOffline({ root, home, lang }) {
  if (!("serviceWorker" in navigator) || document.querySelector("[data-not-found]")) return;
  addEventListener("load", () => {
    const later = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 1000));
    later(async () => {
      try {
        await navigator.serviceWorker.register(new URL(`${root}sw.js`, location.href));
        const { active } = await navigator.serviceWorker.ready;
        const list = new URL(`${home}offline.json`, location.href).href;
        if (!navigator.connection?.saveData) active.postMessage({ keep: lang, list });
      } catch {
        // without a service worker the site works as long as there is a network
      }
    });
  });
}
