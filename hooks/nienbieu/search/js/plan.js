// From what was typed to what is looked up: positions with readings.
import { isNumber, normal, words } from "./tokens.js";
import { signs } from "./signs.js";
import { typed } from "./inputmethod.js";
import { repair, separate } from "./repair.js";
import { isPart } from "./slots.js";

const MOST_WORDS = 16;
const PIECE = /[0-9]+(?:[.,][0-9]+)*(?![.,]?[0-9a-zß-öø-ɏͰ-ӿḀ-ỿ])|[0-9a-zß-öø-ɏͰ-ӿḀ-ỿ]+/g;

/**
 * Plan of a query: `{positions, signs, isOpen}`; open is one whose last word may go on.
 * A position is `{word, readings}`, a reading `{fold, marks, weight, entry}`: the letters looked up,
 * the diacritics meant (0: none typed) and how sure we are. `weight` is 1 for what was typed.
 * Quotations are taken by the letter while `isStrict`.
 */
export async function planOf(typedQuery, index, isStrict = true) {
  const query = typedQuery.normalize("NFC");
  const positions = await read(query, index, isStrict), isOpen = /[\p{L}\p{N}]$/u.test(query);
  await prefetch(positions, index, isOpen);
  for (const position of positions) await lookUp(position, index);
  for (const { start, end } of await signsOf(positions, index)) positions.slice(start, end).forEach((position) => (position.isSign = true));
  await complete(positions, index, isOpen);
  await repair(positions, index);
  const split = (await separate(positions, index)).slice(0, MOST_WORDS);
  markQuestions(split);
  return { positions: split, signs: await signsOf(split, index), isOpen };
}

/** The signs of the query that some page has. */
async function signsOf(positions, index) {
  const found = signs(positions.map((position) => position.word), index.concepts);
  const entries = await Promise.all(found.map((sign) => index.entry(sign.term)));
  return found.map((sign, i) => ({ ...sign, entry: entries[i] })).filter((sign) => sign.entry);
}

const QUESTIONS = new Set(["la gi", "la ai", "o dau", "khi nao", "bao gio", "bao nhieu", "the nao", "nhu the", "vi sao", "tai sao", "ra sao", "lam sao", "may lan", "co phai", "phai khong"]);

/** Words that ask, and say little of what is asked for. */
function markQuestions(positions) {
  if (positions.length < 4) return;
  positions.forEach((position, i) => {
    const pair = `${position.word.fold} ${positions[i + 1]?.word.fold}`;
    if (QUESTIONS.has(pair)) position.asks = positions[i + 1].asks = true;
    if (position.word.fold === "nao") position.asks = true;
  });
}

/** Positions of the words; those of a quotation carry its number in `quoted`. */
async function read(query, index, isStrict) {
  const positions = [];
  const parts = query.split(/["“”„]/);
  for (const [n, part] of parts.entries()) {
    const quoted = isStrict && n % 2 && n < parts.length - 1 ? n : 0; // one that is still open asks nothing yet
    for (const piece of normal(spelledOut(part)).match(PIECE) || []) positions.push(...(await readPiece(piece, index)).map((position) => ({ ...position, quoted, readings: [] })));
  }
  return positions.slice(0, MOST_WORDS);
}

async function readPiece(piece, index) {
  const meant = typed(piece);
  const isMixed = /[0-9]/.test(piece) && !isNumber(piece);
  if (isMixed && meant.length && (await knows(meant[0], index))) return [{ raw: piece, word: { fold: piece, marks: 0 }, meant }];
  return words(piece).map((word) => ({ raw: piece, word, meant: /[0-9]/.test(piece) ? [] : meant }));
}

/** `TƯ` in capitals among small letters is Trung ương, not `tư`. */
const spelledOut = (query) => (/\p{Ll}/u.test(query) ? query.replace(/(?<![\p{L}])TƯ(?![\p{L}])/gu, "TW") : query);

async function knows(reading, index) {
  const entry = await index.entry(reading.fold);
  return entry && entry.forms.some((form) => form.marks[0] === reading.marks);
}

/** Ask for everything that will surely be needed at once: one round trip instead of one a word. */
async function prefetch(positions, index, isOpen) {
  const folds = positions.map(foldsTyped), pairs = [];
  for (let i = 1; i < folds.length; i++) for (const a of folds[i - 1]) for (const b of folds[i]) pairs.push(`${a} ${b}`);
  const terms = signs(positions.map((position) => position.word), index.concepts).map((sign) => sign.term);
  const open = !isOpen || !positions.length ? [] : positions.length > 1 ? pairs.filter((pair) => folds.at(-1).includes(pair.split(" ")[1])) : folds[0];
  await Promise.all([...[...folds.flat(), ...pairs, ...terms].map((key) => index.entry(key)), ...open.map((key) => index.range(key))]);
}

const foldsTyped = (position) => [position.word, ...position.meant].map((word) => word.fold);

async function lookUp(position, index) {
  const { word, meant } = position;
  const entry = await index.entry(word.fold);
  if (entry) position.readings.push({ fold: word.fold, marks: entry.forms.some((form) => isPart(word.marks, form.marks[0])) ? word.marks : 0, weight: 1, entry });
  for (const reading of meant) {
    const other = await index.entry(reading.fold);
    if (other && other.forms.some((form) => form.marks[0] === reading.marks)) position.readings.push({ ...reading, weight: entry ? 0.8 : 1, entry: other });
  }
  position.isKnown = position.readings.length > 0;
}

/** The last word may go on. What follows the word before it says how; a word alone says it by itself. */
async function complete(positions, index, isOpen) {
  const last = positions.at(-1), before = positions.at(-2);
  if (!last || !isOpen || last.quoted || last.isSign || (last.isKnown && isNumber(last.word.fold))) return;
  const folds = foldsTyped(last);
  let entries = [];
  if (before) {
    for (const { fold } of before.readings.slice(0, 2)) for (const rest of folds) entries.push(...(await index.range(`${fold} ${rest}`)));
    const isWhole = entries.some((entry) => folds.includes(entry.key.split(" ")[1]));
    entries = entries.filter((entry) => !folds.includes(entry.key.split(" ")[1]));
    if (entries.length) last.following = { entries, weight: isWhole ? 0.45 : 0.9 };
  }
  if (entries.length) return;
  if (!before && last.readings.some((reading) => reading.marks)) return; // a word with diacritics is finished
  if (!before && last.word.fold.length <= 3 && !isNumber(last.word.fold)) {
    const entry = await index.entry(last.word.fold + "*");
    if (entry) last.beginning = { entries: [entry], weight: last.isKnown ? 0.3 : 0.8 };
  } else if (!last.isKnown || !before) {
    const longer = (await Promise.all(folds.map((fold) => index.range(fold)))).flat().filter((entry) => /^[a-z0-9,]+$/.test(entry.key) && !folds.includes(entry.key));
    if (longer.length) last.beginning = { entries: longer.slice(0, 30), weight: last.isKnown ? 0.3 : 0.8 };
  }
}
