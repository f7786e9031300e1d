// What a page can be asked: each word of the query and each pair of neighbours is a slot with readings.

/** How much a posting counts that has the diacritics as typed, lacks none that were typed, or has others. */
const EXACT = 1.7, MISSING = 0.8, OTHER = 0.25, OTHER_PAIR = 0.5;
/** The same for other diacritics where the texts have the words just as they were typed. */
const SURELY_OTHER = 0.1, SURELY_OTHER_PAIR = 0.2;
/** Weight of neighbouring words beside single ones, in the score and in the cover of the query. */
const PAIR = 1.3, PAIR_COVER = 0.3;
/** A pair says at most this much more of the cover than its words: neighbours by chance are rare too. */
const PAIR_CAP = 0.75;
const QUESTION = 0.15, CONCEPT = 0.9, UNKNOWN = 6, LEAST_RARITY = 0.2;

/** Cover below this does not satisfy a quotation. */
export const NEEDED = MISSING;

/**
 * The slots of a plan: `[{readings, scale, coverScale, most, isNeeded}]`. A reading is `{weight, rarity, lists}`,
 * a list `{form, factor, rarity}`; `most` is the most that the slot can say of a page's cover.
 */
export async function slotsOf(plan, index) {
  const pairs = await Promise.all(plan.positions.slice(1).map((right, i) => pairSlot(plan.positions[i], right, i, index)));
  const words = plan.positions.map((position, i) => wordSlot(position, [pairs[i - 1], pairs[i]].filter(Boolean)));
  addSigns(plan, words, pairs);
  for (const slot of [...words, ...pairs]) weigh(slot, index.pages);
  for (const slot of pairs) slot.most = Math.min(slot.most, PAIR_CAP * (words[slot.at].most + words[slot.at + 1].most));
  return [...words, ...pairs];
}

/** A word alone, or beside a neighbour as in the texts, is meant as it was typed. */
function wordSlot(position, beside) {
  const other = !beside.length || beside.some((pair) => pair.isWritten) ? SURELY_OTHER : OTHER;
  const readings = position.readings.map(({ entry, marks, weight }) => ({ weight, lists: listsOf(entry, (form) => agreement(marks, form.marks[0], other)) }));
  for (const more of [position.beginning, position.following]) if (more) readings.push(unionOf(more));
  const scale = position.asks ? QUESTION : 1;
  return { readings, scale, coverScale: scale, isNeeded: position.quoted > 0 };
}

async function pairSlot(left, right, at, index) {
  const readings = [];
  let isWritten = false;
  for (const a of left.readings)
    for (const b of right.readings) {
      const entry = await index.entry(`${a.fold} ${b.fold}`);
      if (!entry) continue;
      const isSo = (a.marks > 0 || b.marks > 0) && entry.forms.some((form) => pairAgreement(a.marks, b.marks, form.marks, 0) > 0);
      isWritten ||= isSo;
      readings.push({ weight: Math.min(a.weight, b.weight), lists: listsOf(entry, (form) => pairAgreement(a.marks, b.marks, form.marks, isSo ? SURELY_OTHER_PAIR : OTHER_PAIR)) });
    }
  if (right.following) readings.push(unionOf(right.following));
  const scale = left.asks || right.asks ? QUESTION : 1;
  return { readings, scale: PAIR * scale, coverScale: PAIR_COVER * scale, isNeeded: left.quoted > 0 && left.quoted === right.quoted, at, isWritten };
}

const listsOf = (entry, factorOf) => entry.forms.map((form) => ({ form, factor: factorOf(form) }));

const unionOf = ({ entries, weight }) => ({ weight, isCapped: true, lists: entries.flatMap((entry) => listsOf(entry, () => 1)) });

/** A sign speaks for every word and pair that it covers. */
function addSigns(plan, words, pairs) {
  for (const { term, start, end, entry } of plan.signs) {
    const isConcept = term[0] === "~";
    const readingOf = () => ({ weight: isConcept ? CONCEPT : 1, isCapped: isConcept, lists: listsOf(entry, () => 1) });
    for (const slot of words.slice(start, end)) slot.readings.push(readingOf());
    for (const slot of pairs.slice(start, end - 1)) slot.readings.push(readingOf());
  }
}

/** How well diacritics that were typed fit a spelling; what was left out weighs more than what was put wrong. */
function agreement(marks, spelling, other) {
  if (!marks) return 1;
  if (marks === spelling) return EXACT;
  return isPart(marks, spelling) ? MISSING : other;
}

function pairAgreement(a, b, marks, other) {
  const factors = [a ? agreement(a, marks[0], other) : null, b ? agreement(b, marks[1], other) : null].filter((factor) => factor !== null);
  return factors.length ? Math.min(...factors) : 1;
}

/** Whether a spelling has all the diacritics that were typed, and perhaps more. */
export function isPart(marks, spelling) {
  const tone = marks % 6;
  if (tone && tone !== spelling % 6) return false;
  let a = Math.floor(marks / 6), b = Math.floor(spelling / 6);
  for (; a; a = Math.floor(a / 3), b = Math.floor(b / 3)) if (a % 3 && a % 3 !== b % 3) return false;
  return true;
}

/** Inverse document frequency as in BM25; what was guessed is worth no more than what was typed. */
function weigh(slot, pages) {
  let typed = Infinity, most = 0;
  for (const reading of slot.readings) {
    const count = reading.lists.reduce((sum, { form }) => sum + form.count, 0);
    reading.rarity = Math.min(rarity(Math.min(count, pages), pages), reading.isCapped ? typed : Infinity);
    if (reading.weight === 1 && !reading.isCapped) typed = reading.rarity;
    for (const list of reading.lists) list.rarity = list.factor > 1 ? rarity(list.form.count, pages) : reading.rarity;
    most = Math.max(most, reading.weight * reading.rarity);
  }
  slot.most = most || UNKNOWN;
}

const rarity = (count, pages) => Math.log(1 + Math.max(0, pages - count + 0.5) / (count + 0.5)) + LEAST_RARITY;
