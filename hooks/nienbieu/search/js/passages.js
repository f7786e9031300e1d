// What a result shows of a page: the sentence that matched, in its section, with the words marked.
import { normal } from "./tokens.js";
import { readWords } from "./sections.js";
import { isPart } from "./slots.js";

const LENGTH = 220;

/** What counts as found in a text: `{words: fold -> [{marks, position}], spellings: [[words, position]], worth}`. */
export function targetsOf(plan, index) {
  const words = new Map();
  const add = (fold, marks, position) => words.set(fold, [...(words.get(fold) || []), { marks, position }]);
  plan.positions.forEach((position, i) => {
    for (const { fold, marks } of position.readings) add(fold, marks, i);
    for (const entry of position.beginning?.entries || []) if (!entry.key.endsWith("*")) add(entry.key, 0, i);
    for (const entry of position.following?.entries || []) add(entry.key.split(" ")[1], 0, i);
  });
  const beginnings = plan.positions.map((position, i) => [position.beginning?.entries[0].key, i]).filter(([key]) => key?.endsWith("*"));
  return { words, beginnings: beginnings.map(([key, i]) => [key.slice(0, -1), i]), spellings: spellingsOf(plan, index), worth: plan.positions.map(worthOf) };
}

/** Rare words say more about a sentence. */
const worthOf = (position) => (position.asks ? 0.1 : 1 / Math.log2(2 + Math.min(...position.readings.map(({ entry }) => entry.forms.reduce((sum, form) => sum + form.count, 0)), 1000)));

function spellingsOf(plan, index) {
  const numbers = new Map(plan.signs.filter((sign) => sign.term[0] === "~").map((sign) => [+sign.term.slice(1), sign.start]));
  const found = [];
  for (const list of index.concepts.values()) for (const [spelling, number] of list) if (numbers.has(number)) found.push([spelling, numbers.get(number)]);
  return found;
}

export const matches = (text, targets) => matchesIn(readWords(text), targets);

/** Matches among the words of a text: `[{at, end, position, i}]` in order. */
function matchesIn(flat, targets) {
  const found = [];
  flat.forEach(({ at, end, word }, i) => {
    const position = positionOf(word, targets);
    if (position !== undefined) found.push({ at, end, position, i });
    for (const [spelling, start] of targets.spellings)
      if (spelling.every((w, k) => flat[i + k]?.word.fold === w.fold && flat[i + k].word.marks === w.marks))
        for (let k = 0; k < spelling.length; k++) found.push({ at: flat[i + k].at, end: flat[i + k].end, position: start, i: i + k });
  });
  return found.sort((a, b) => a.i - b.i).filter((match, k, list) => !k || match.i !== list[k - 1].i);
}

function positionOf(word, { words, beginnings }) {
  const meant = words.get(word.fold);
  if (meant) return (meant.find(({ marks }) => marks === word.marks) || meant.find(({ marks }) => isPart(marks, word.marks)) || meant[0]).position;
  return beginnings.find(([beginning]) => word.fold.startsWith(beginning))?.[1];
}

/** Worth of what was found: each word of the query once, and more for neighbours that stand as in the query. */
export function worth(found, targets) {
  const seen = new Set();
  let sum = 0;
  found.forEach(({ position, i }, k) => {
    if (!seen.has(position)) sum += targets.worth[position];
    seen.add(position);
    const before = found[k - 1];
    if (before && before.i === i - 1 && before.position === position - 1 && !seen.has(`${position}+`)) (sum += targets.worth[position]), seen.add(`${position}+`);
  });
  return sum;
}

/**
 * The best sentence of a page: `{anchor, heading, text, found, worth, met}`; the first one where several are as good.
 * `met` are the positions of the query that the page has anywhere.
 */
export function bestPassage(sections, targets) {
  const met = new Set();
  let best = null;
  for (const { anchor, heading, sentences } of sections) {
    const above = anchor ? 0.4 * worth(matchesIn(heading.words, targets), targets) : 0;
    for (const { text, words } of sentences) {
      const found = matchesIn(words, targets);
      found.forEach((match) => met.add(match.position));
      const value = worth(found, targets) + (found.length ? above : above / 2);
      if (!best || value > best.worth + 1e-9) best = { anchor, heading: heading.text, text, found, worth: value, met };
    }
  }
  return best;
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text) => text.replace(/[&<>"]/g, (c) => ESCAPES[c]);

/** HTML of a text with its matches marked; of a long one the part with most matches. */
export function marked(text, found, length = Infinity) {
  const whole = normal(text).length === text.length ? text : normal(text);
  const [from, to] = windowOf(whole, found, length);
  let html = from ? "… " : "", at = from;
  for (const match of found) {
    if (match.at < at || match.end > to) continue;
    html += `${escaped(whole.slice(at, match.at))}<mark data-md-highlight>${escaped(whole.slice(match.at, match.end))}</mark>`;
    at = match.end;
  }
  html += escaped(whole.slice(at, to)) + (to < whole.length ? " …" : "");
  return html.replace(/<\/mark>(\s+)<mark data-md-highlight>/g, "$1");
}

function windowOf(text, found, length) {
  if (text.length <= length) return [0, text.length];
  let best = -1, start = 0;
  for (const { at } of found) {
    const inside = found.filter((match) => match.at >= at && match.end < at + length * 0.8).length;
    if (inside > best) [best, start] = [inside, at];
  }
  const from = start < 40 ? 0 : text.indexOf(" ", start - 40) + 1;
  const end = Math.min(text.length, from + length);
  return [from, end < text.length ? Math.max(text.lastIndexOf(" ", end), from + 1) : end];
}

export const teaser = (passage) => marked(passage.text, passage.found, LENGTH);
