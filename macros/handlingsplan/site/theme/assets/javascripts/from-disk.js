// A site opened from a folder has no server: nothing answers for "planer/" with its index.html, and a browser gives
// the search neither its worker nor its index. So links get their file, and the search gives way to a sentence.
(() => {
  if (location.protocol !== "file:") return;
  for (const link of document.querySelectorAll("a[href]")) {
    const url = new URL(link.href);
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) continue;
    url.pathname += "index.html";
    link.href = url.href;
  }
  const search = document.querySelector("[data-md-component=search]");
  if (!search) return;
  for (const part of document.querySelectorAll("label[for=__search]")) part.remove();
  const note = document.createElement("p");
  note.className = "hp-utan-sok";
  note.textContent = "Sökningen fungerar bara på webbplatsen.";
  search.replaceWith(note);
})();
