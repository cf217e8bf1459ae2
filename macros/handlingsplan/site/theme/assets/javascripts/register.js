// Chooses among the rows of the register, sorts them, counts them and gives those that are shown as a file.
// Every value stands in a row's data attributes (see site/register_entries.py); the address keeps what is chosen.
(() => {
  const register = document.querySelector(".hp-register");
  const form = register.querySelector("form");
  const body = register.querySelector("tbody");
  const headings = [...register.querySelectorAll("thead th")];
  const told = register.querySelector("[role=status]");
  const file = register.querySelector("a[download]");
  const unfolding = form.querySelector("[aria-expanded]"); // seen on narrow screens only
  const more = form.querySelector(".hp-filter__val");
  const rows = [...body.rows];
  const order = new Map(rows.map((row, number) => [row, number]));
  const collator = new Intl.Collator("sv", { numeric: true });
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const texts = new Map(rows.map((row) => [row, fold(`${row.innerText} ${row.dataset.mer ?? ""}`)]));
  const sorting = { column: "", falling: false };

  // Which rows

  const tests = {
    sok: (row, words) => fold(words).trim().split(/\s+/).every((word) => texts.get(row).includes(word)),
    fran: (row, day) => (row.dataset.start ?? "") >= day,
    till: (row, day) => Boolean(row.dataset.start) && row.dataset.start <= day,
  };
  const chosen = (name) => (row, value) => (row.dataset[name] ?? "").split(" ").includes(value);
  const fits = (row) =>
    [...new FormData(form)].every(([name, value]) => !value.trim() || (tests[name] ?? chosen(name))(row, value));

  // In which order

  const slug = (heading) => fold(heading.textContent).trim().replace(/[^a-z0-9]+/g, "-");
  const valueOf = (row, heading) => {
    const name = heading.dataset.sort;
    return name ? row.dataset[name] : row.cells[heading.cellIndex].innerText.trim();
  };
  const compared = (heading) => (one, other) => {
    const [first, second] = [valueOf(one, heading), valueOf(other, heading)];
    if (first === undefined || second === undefined) return (first === undefined) - (second === undefined);
    const difference = heading.classList.contains("tal") ? first - second : collator.compare(first, second);
    return sorting.falling ? -difference : difference;
  };
  const sorted = () => {
    const heading = headings.find((each) => slug(each) === sorting.column);
    const first = (one, other) => order.get(one) - order.get(other);
    if (!heading) return [...rows].sort(first);
    const compare = compared(heading);
    return [...rows].sort((one, other) => compare(one, other) || first(one, other));
  };

  // What is said of them

  const number = (value) => value.toLocaleString("sv-SE").replace(/\s/g, "\u00a0").replace("-", "\u2212");
  const amount = (low, high) => {
    const [size, unit] = low % 1000 || high % 1000 ? [1, "kr"] : [1000, "tkr"];
    return `${[...new Set([low, high].map((end) => number(end / size)))].join("–")}\u00a0${unit}`;
  };
  const sum = (some, name) => some.reduce((total, row) => total + Number(row.dataset[name]), 0);
  const counted = (shown) => {
    const known = shown.filter((row) => row.dataset.effekt);
    const part = shown.length < rows.length ? `${shown.length} av ` : "";
    const about = known.some((row) => row.dataset.cirka) ? "cirka " : "";
    let said = `${part}${rows.length} ${rows.length === 1 ? "åtgärd" : "åtgärder"}`;
    if (known.length) said += `, ${about}${amount(sum(known, "effekt"), sum(known, "hogst"))} i år`;
    if (known.length < shown.length) said += `. ${shown.length - known.length} utan belopp i kronor`;
    return `${said}.${shown.length ? "" : " Ingen åtgärd stämmer med urvalet."}`;
  };

  // The page and its address

  const show = () => {
    const all = sorted();
    const shown = all.filter(fits);
    const hidden = all.filter((row) => !shown.includes(row));
    for (const row of rows) row.hidden = hidden.includes(row);
    body.append(...shown, ...hidden);
    const foot = register.querySelector("tfoot");
    if (foot) foot.hidden = hidden.length > 0; // the total of all is not the total of some
    const said = counted(shown);
    if (told.textContent !== said) told.textContent = said;
    for (const each of headings) {
      if (slug(each) !== sorting.column) each.removeAttribute("aria-sort");
      else each.setAttribute("aria-sort", sorting.falling ? "descending" : "ascending");
    }
  };
  const keep = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    if (sorting.column) query.set("sortera", sorting.column);
    if (sorting.falling) query.set("ordning", "fallande");
    try {
      history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
    } catch {
      // A page opened as a file has no address to change.
    }
  };
  const unfold = (open) => unfolding.setAttribute("aria-expanded", open);
  const restore = () => {
    const query = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name) field.value = query.get(field.name) ?? "";
    for (const field of form.querySelectorAll("select")) if (field.selectedIndex < 0) field.value = "";
    sorting.column = query.get("sortera") ?? "";
    sorting.falling = query.get("ordning") === "fallande";
    unfold([...form.elements].some((field) => more.contains(field) && field.value));
    show();
  };
  const change = () => {
    show();
    keep();
  };

  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hp-sortera";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const again = sorting.column === slug(heading);
      // First the order that is asked for most: the largest amounts, the names from a.
      sorting.falling = again ? !sorting.falling : heading.classList.contains("tal");
      sorting.column = slug(heading);
      change();
    });
  }
  unfolding.addEventListener("click", () => unfold(unfolding.getAttribute("aria-expanded") === "false"));
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // a form that was restored would go back to what the address said
    for (const field of form.elements) if (field.name) field.value = "";
    change();
  });
  file.addEventListener("click", () => {
    const lines = [...body.rows].filter((row) => !row.hidden).map((row) => row.dataset.csv);
    const content = ["\ufeff", ...[file.dataset.header, ...lines].map((line) => `${line}\r\n`)];
    const address = URL.createObjectURL(new Blob(content, { type: "text/csv;charset=utf-8" }));
    const own = file.getAttribute("href");
    file.href = address;
    setTimeout(() => {
      file.setAttribute("href", own);
      URL.revokeObjectURL(address);
    });
  });
  addEventListener("popstate", restore);
  form.hidden = false;
  restore();
})();
