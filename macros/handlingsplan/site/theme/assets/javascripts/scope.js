// What Material keeps in an inline script: where the site begins, and how its choices are remembered.
(() => {
  const scope = new URL(document.currentScript.dataset.base, location);
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, where = scope) =>
    JSON.parse(storage.getItem(`${where.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, where = scope) => {
    try {
      storage.setItem(`${where.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // A full or forbidden storage only means that the choice is not remembered.
    }
  };
})();
