// Material's search, in Swedish: `overtid` finds «övertid», `frånvaro` and `frånvaron` find «sjukfrånvaron».
//
// Words lose their accents when they are indexed. A word of a question also loses its ending, and is looked for first
// where words begin and then, ten times less, anywhere in them. Material's own worker does all the rest; the address
// of this one tells its name (see main.html).
(() => {
  const [SETUP, QUERY, RESULT] = [0, 2, 3];
  const stock = location.search.slice(1);
  if (!/^search\.\w+\.min\.js$/.test(stock)) throw new Error("the search is asked for without its worker");

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const isWord = (text) => /^\p{L}+$/u.test(text);
  const stem = (word) => (isWord(word) && self.lunr.sv ? self.lunr.sv.stemmer(word.toLowerCase()) : word);
  // An ending that leaves little is no ending; what is found anywhere in a word must be long enough to mean something.
  // The stemmer leaves «frånvaron» as it is: the -n and -t of the definite form go too, where a vowel is before them.
  const root = (word) => {
    const short = isWord(word) ? stem(word).replace(/(?<=\p{L}{3}[aeiouyåäö])[nt]$/u, "") : word;
    return fold(short.length >= 3 ? short : word);
  };
  const wanted = (root) => (root.length >= 4 ? `${root}*^10 *${root}` : `${root}*`);
  const asked = { words: [], documents: new Map() };

  const questioned = (text) => {
    asked.words = [];
    if (/["+~^:*]|(^|\s)-/.test(text)) return fold(text); // someone who writes lunr's own signs means them
    asked.words = text.split(/[\s-]+/).map((word) => word.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, "")).filter(Boolean);
    return asked.words.map((word) => wanted(root(word))).join(" ");
  };
  // A result shows two passages at most, so what is missing is told by the whole text.
  const texts = new Map();
  const whole = ({ location, title, text }) => {
    if (!texts.has(location)) texts.set(location, fold(`${title} ${text}`.replace(/<[^>]*>/g, "")));
    return texts.get(location);
  };
  const found = (document) => {
    const matched = Object.keys(document.terms ?? {}).length > 0; // a page is also given for what its sections match
    if (!matched || !asked.words.length || !asked.documents.has(document.location)) return document;
    const text = whole(asked.documents.get(document.location));
    return { ...document, terms: Object.fromEntries(asked.words.map((word) => [word, text.includes(root(word))])) };
  };

  // Material imports lunr's Swedish when it knows the language; then its indexes are to fold words too.
  const importing = self.importScripts.bind(self);
  self.importScripts = (...addresses) => {
    importing(...addresses);
    const swedish = self.lunr && self.lunr.sv;
    if (!swedish || swedish.folds) return;
    const folding = (token) => token.update(fold);
    self.lunr.Pipeline.registerFunction(folding, "folding");
    self.lunr.sv = Object.assign(
      function () {
        swedish.call(this);
        this.pipeline.add(folding);
      },
      swedish,
      { folds: true },
    );
  };

  const passed = new WeakSet();
  addEventListener("message", (event) => {
    const { type, data } = event.data;
    if (type === SETUP) asked.documents = new Map(data.docs.map((each) => [each.location, { ...each }]));
    if (passed.has(event) || type !== QUERY) return;
    event.stopImmediatePropagation();
    const again = new MessageEvent("message", { data: { ...event.data, data: questioned(data) } });
    passed.add(again);
    dispatchEvent(again);
  });
  const posting = self.postMessage.bind(self);
  self.postMessage = (message) => {
    if (message.type !== RESULT) return posting(message);
    const items = message.data.items.map((documents) => documents.map(found));
    return posting({ ...message, data: { ...message.data, items } });
  };
  importing(stock);
})();
