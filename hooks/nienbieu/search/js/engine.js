// The search itself: from what was typed to results ready to be shown.
import { openIndex } from "./reader.js";
import { planOf } from "./plan.js";
import { rank } from "./rank.js";
import { words } from "./tokens.js";
import { bestPassage, marked, matches, targetsOf, teaser, worth } from "./passages.js";

const RELEVANT = 0.75;
const BATCH = 10;

/** Opens an index for searching; `load(path)` gives the bytes of a file of the index, unpacked. */
export async function createEngine(load) {
  const index = await openIndex(load);

  /**
   * Results `from` to `from + size` of a query: `{total, results, isRelaxed, counts}`.
   * `total` counts the pages that cover the query nearly as well as the best one. `chosen` maps a facet to the
   * value that pages must have; `counts` tells per facet how many pages each value would leave.
   * `isRelaxed`: nothing has the words in quotation marks just so, these are the nearest.
   */
  async function search(query, { from = 0, size = BATCH, chosen = {} } = {}) {
    let plan = await planOf(query, index), isRelaxed = false;
    if (!plan.positions.length) return { total: 0, results: [], isRelaxed, counts: {} };
    let ranked = await rank(plan, index);
    if (!ranked.length && plan.positions.some((position) => position.quoted)) {
      plan = await planOf(query, index, false);
      ranked = await rank(plan, index);
      isRelaxed = true;
    }
    const best = ranked.reduce((most, { cover }) => Math.max(most, cover), 0);
    const relevant = ranked.filter(({ cover }) => cover >= RELEVANT * best);
    const isChosen = ({ page }, except) => Object.entries(chosen).every(([facet, value]) => facet === except || valuesOf(index, facet, page).includes(value));
    const wanted = (Object.keys(chosen).length ? relevant : ranked).filter((found) => isChosen(found));
    const targets = targetsOf(plan, index);
    const called = from ? [] : await namesakes(plan, index);
    const shown = [...wanted.slice(from, from + size), ...wanted.slice(size).filter(({ page }) => called.includes(page))];
    const cards = await Promise.all(shown.map(async (found) => ({ ...found, card: await index.card(found.page) })));
    if (from === 0) namesakesFirst(cards, plan);
    return {
      total: relevant.filter((found) => isChosen(found)).length,
      results: cards.slice(0, size).map(({ card, score }) => resultOf(card, score, plan, targets)),
      isRelaxed,
      counts: countsOf(index, relevant, isChosen),
    };
  }
  return { search };
}

const valuesOf = (index, facet, page) => (index.facets[facet]?.of[page] || []).map((number) => index.facets[facet].values[number]);

function countsOf(index, relevant, isChosen) {
  const counts = {};
  for (const facet of Object.keys(index.facets)) {
    const sums = new Map();
    for (const found of relevant) if (isChosen(found, facet)) for (const value of valuesOf(index, facet, found.page)) sums.set(value, (sums.get(value) || 0) + 1);
    counts[facet] = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }
  return counts;
}

const MOST_NAMESAKES = 5;

/** Numbers of the pages with a name of just these letters, or whose last word is still being typed. */
async function namesakes({ positions, isOpen }, index) {
  const name = `=${positions.map(({ readings, word }) => (readings[0] || word).fold).join("_")}`;
  const entries = (await index.range(name)).filter(({ key }) => key === name || (isOpen && !key.slice(name.length).includes("_")));
  return entries.flatMap(({ forms }) => [...forms[0].pages]).slice(0, MOST_NAMESAKES);
}

/** A page that is called just what was typed, diacritics and all, comes first. */
function namesakesFirst(cards, { positions, isOpen }) {
  const isMeant = ({ word, readings }, called, isLast) =>
    readings.some(({ fold, marks }) => fold === called.fold && (!marks || marks === called.marks)) || (isLast && isOpen && !word.marks && called.fold.startsWith(word.fold));
  const isCalled = ({ card: { title, aliases } }) => [title, ...aliases].some((name) => {
    const called = words(name);
    return called.length === positions.length && called.every((word, i) => isMeant(positions[i], word, i === positions.length - 1));
  });
  const called = new Map(cards.map((found) => [found, isCalled(found)]));
  cards.sort((a, b) => called.get(b) - called.get(a));
}

function resultOf(card, score, plan, targets) {
  const inTitle = matches(card.title, targets);
  const passage = bestPassage(card.sections, targets);
  const isNamed = worth(inTitle, targets) >= 0.8 * (passage?.worth || 0);
  const met = new Set([...inTitle.map((match) => match.position), ...(passage?.met || [])]);
  const surfaces = new Set(passage ? passage.found.map(({ at, end }) => passage.text.slice(at, end).toLowerCase()) : []);
  return {
    location: card.location,
    anchor: passage?.anchor || "",
    title: marked(card.title, inTitle),
    heading: passage?.anchor ? marked(passage.heading, matches(passage.heading, targets)) : "",
    kind: card.kind,
    date: card.date,
    text: passage ? teaser(passage) : "",
    score,
    isNamed,
    surfaces: [...surfaces],
    missing: plan.positions.filter((position, i) => !position.asks && !met.has(i)).map((position) => position.raw),
  };
}
