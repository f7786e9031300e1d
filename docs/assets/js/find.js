// The page of results, /tim-kiem/?q=, and the suggestions of the 404 page; both ask the search worker.
// Loaded before the theme's own script, which would open its search box over the page for `?q=`.
(() => {
  const results = document.getElementById("nb-found");
  const address = new URL(location.href);
  if (results && address.searchParams.has("q")) {
    const bare = new URL(address);
    bare.searchParams.delete("q");
    history.replaceState(null, "", bare);
    addEventListener("DOMContentLoaded", () => history.replaceState(null, "", address));
  }

  const SIZE = 20;
  const FACETS = { loai: "kind", noi: "place", nam: "year" };
  const waiting = new Map();
  let worker = null, asked = 0;

  const settings = () => JSON.parse(document.getElementById("__config").textContent);
  const base = () => new URL(settings().base.replace(/\/?$/, "/"), location.href);

  function ask(request) {
    if (!worker) {
      worker = new Worker(new URL(settings().search, location.href));
      worker.addEventListener("message", ({ data }) => data.type === 11 && waiting.get(data.data.id)?.(data.data));
    }
    const id = ++asked;
    return new Promise((resolve) => {
      waiting.set(id, (answer) => (waiting.delete(id), resolve(answer)));
      worker.postMessage({ type: 10, data: { ...request, id } });
    });
  }

  function element(name, attributes = {}, ...children) {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children.filter(Boolean));
    return made;
  }

  /** HTML of the engine: escaped text with <mark>. */
  const html = (name, markup, attributes = {}) => element(name, { innerHTML: markup, ...attributes });

  function item(result) {
    const page = new URL(result.location, base());
    const about = [result.kind, result.date].filter(Boolean).join(" · ");
    const section = result.anchor && element("p", { className: "nb-found__section" }, "Mục: ", html("a", result.heading, { href: `${page}#${result.anchor}` }));
    return element("li", {}, element("h2", {}, html("a", result.title, { href: page })), about && element("p", { className: "nb-about" }, about), result.text && html("p", result.text), section);
  }

  if (results) searchPage();
  if (document.getElementById("nb-suggestions")) addEventListener("DOMContentLoaded", suggest);

  function searchPage() {
    const form = results.previousElementSibling, input = form.elements.q;
    const [status, list, more] = ["status", "list", "more"].map((part) => results.querySelector(`[data-part=${part}]`));
    const choices = Object.keys(FACETS).map((name) => form.elements[name]);
    let latest = 0, timer;

    const stateOf = () => {
      const state = new URLSearchParams();
      for (const control of [input, ...choices]) if (control.value.trim()) state.set(control.name, control.value.trim());
      return state;
    };

    async function show(size = SIZE) {
      const number = ++latest, query = input.value.trim();
      results.hidden = !query;
      if (!query) return;
      const chosen = Object.fromEntries(choices.filter((choice) => choice.value).map((choice) => [FACETS[choice.name], choice.value]));
      const answer = await ask({ query, size, chosen });
      if (number === latest) draw(query, answer, size);
    }

    function draw(query, answer, size) {
      status.textContent = statusOf(query, answer);
      list.replaceChildren(...(answer.results || []).map(item));
      more.hidden = !answer.results || answer.results.length < size || answer.total <= size;
      more.onclick = () => show(size + SIZE);
      for (const choice of choices) offer(choice, answer.counts?.[FACETS[choice.name]] || []);
      document.title = document.title.replace(/^(?:.* – )?Tìm kiếm/, `${query} – Tìm kiếm`);
    }

    /** Values that would leave something, with how many pages; the chosen one stays even at none. */
    function offer(choice, counts) {
      const value = choice.value;
      const known = value && !counts.some(([name]) => name === value) ? [...counts, [value, 0]] : counts;
      const sorted = choice.name === "nam" ? [...known].sort((a, b) => b[0] - a[0]) : known;
      choice.replaceChildren(choice.options[0], ...sorted.map(([name, count]) => new Option(`${name} (${count})`, name, false, name === value)));
      choice.disabled = !known.length;
    }

    function read() {
      const state = new URL(location.href).searchParams;
      input.value = address.searchParams.get("q") && !state.has("q") ? address.searchParams.get("q") : state.get("q") || "";
      for (const choice of choices) {
        const value = state.get(choice.name);
        if (value && ![...choice.options].some((option) => option.value === value)) choice.append(new Option(value, value));
        choice.value = value || "";
      }
      show();
    }

    const keep = (method) => history[method](null, "", `${location.pathname}${stateOf().size ? `?${stateOf()}` : ""}`);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      keep("pushState");
      show();
    });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => (keep("replaceState"), show()), 120);
    });
    for (const choice of choices) choice.addEventListener("change", () => (keep("pushState"), show()));
    addEventListener("popstate", read);
    addEventListener("DOMContentLoaded", read);
  }

  function statusOf(query, answer) {
    if (answer.error) return answer.error;
    if (!answer.total) return `Không có trang nào cho “${query}”. Thử ít chữ hơn, hoặc bỏ bớt bộ lọc.`;
    const near = answer.isRelaxed ? "Không trang nào có đúng cụm từ trong ngoặc kép; đây là những trang gần nhất. " : "";
    return `${near}${answer.total} trang cho “${query}”.`;
  }

  /** The words of an address that leads nowhere say what was looked for. */
  async function suggest() {
    const words = decodeURIComponent(location.pathname.slice(base().pathname.length - 1).replace(/%(?![0-9a-f]{2})/gi, "")).replace(/\.html?$|[^\p{L}\p{N}]+/gu, " ").trim();
    if (!words) return;
    document.getElementById("nb-q").value = words;
    const { results: found } = await ask({ query: words, size: 5 });
    if (found?.length) document.getElementById("nb-suggestions").replaceChildren(...found.map((result) => element("li", {}, html("a", result.title, { href: new URL(result.location, base()) }))));
  }
})();
