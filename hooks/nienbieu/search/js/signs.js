// Document numbers, dates and concepts as terms; `signs.py` finds the same and explains the forms.
import { isNumber } from "./tokens.js";

const KIND_OF = new Map(
  Object.entries({
    nq: ["nq", "nghi quyet"],
    qd: ["qd", "qdi", "quyet dinh", "quy dinh"],
    ct: ["ct", "chi thi"],
    kl: ["kl", "ket luan"],
    nd: ["nd", "nghi dinh"],
    tt: ["tt", "thong tu"],
    ctr: ["ctr", "chuong trinh"],
    da: ["da", "de an"],
    hd: ["hd", "huong dan"],
    kh: ["kh", "ke hoach"],
    tb: ["tb", "thong bao"],
    cv: ["cv", "cong van"],
    bc: ["bc", "bao cao"],
  }).flatMap(([kind, spellings]) => spellings.map((spelling) => [spelling, kind])),
);

const COUNTED = ["hoi", "khoa", "ki", "lan", "thu"];
const IN_WORDS = ["lan", "thu"];
const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
const ROMAN_VALUES = new Map(["", "x"].flatMap((prefix, tens) => ROMAN.map((unit, n) => [prefix + unit, 10 * tens + n + 1])));
const UNITS = ["mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"];
const WORD_VALUES = new Map([...UNITS.map((unit, n) => [unit, n + 1]), ["nhat", 1], ["bon", 4]]);

/** `[{term, start, end}]`; `concepts` maps a first fold to `[spelling, number]`, a spelling being `[{fold, marks}]`. */
export function signs(text, concepts) {
  const found = [];
  text.forEach((word, at) => {
    if (isNumber(word.fold)) found.push(...documentSigns(text, at), ...dateSigns(text, at));
    else if (COUNTED.includes(word.fold)) found.push(...ordinalSigns(text, at));
    for (const [spelling, number] of concepts.get(word.fold) || [])
      if (spelling.every((w, i) => isMeant(text[at + i], w))) found.push({ term: `~${number}`, start: at, end: at + spelling.length });
  });
  return found;
}

/** A reader may leave the diacritics out. */
const isMeant = (typed, word) => typed !== undefined && typed.fold === word.fold && (!typed.marks || typed.marks === word.marks);

const foldAt = (text, at) => text[at]?.fold || "";

function documentSigns(text, at) {
  const number = text[at].fold, found = [];
  if (number.includes(",") || number.length > 5) return found;
  const last = foldAt(text, at - 1) === "so" ? at - 2 : at - 1;
  for (const start of [last, last - 1]) {
    const kind = KIND_OF.get(start === last ? foldAt(text, last) : `${foldAt(text, start)} ${foldAt(text, last)}`);
    if (kind) found.push({ term: `${kind}#${number}`, start, end: at + 1 });
  }
  if (isYear(number) && /^[0-9]+$/.test(foldAt(text, at - 1))) return found; // the year of a number: `39/2018/NQ-CP`
  const after = isYear(foldAt(text, at + 1)) ? at + 2 : at + 1;
  const kind = KIND_OF.get(foldAt(text, after));
  if (kind) found.push({ term: `${kind}#${number}`, start: at, end: after + 1 });
  return found;
}

function ordinalSigns(text, at) {
  const first = foldAt(text, at + 1), second = foldAt(text, at + 2), inWords = IN_WORDS.includes(text[at].fold);
  const sign = (value, size) => [{ term: `^${value}`, start: at, end: at + size }];
  if (isBetween(first, 99)) return sign(first, 2);
  if (ROMAN_VALUES.get(first)) return sign(ROMAN_VALUES.get(first), 2);
  if (inWords && first === "muoi" && WORD_VALUES.get(second)) return sign(10 + WORD_VALUES.get(second), 3);
  return inWords && WORD_VALUES.get(first) ? sign(WORD_VALUES.get(first), 2) : [];
}

function dateSigns(text, at) {
  const first = text[at].fold, found = [];
  const secondAt = foldAt(text, at + 1) === "thang" ? at + 2 : at + 1;
  const second = foldAt(text, secondAt);
  if (isBetween(first, 31) && isBetween(second, 12)) {
    found.push({ term: `@--${two(second)}-${two(first)}`, start: at, end: secondAt + 1 });
    const yearAt = foldAt(text, secondAt + 1) === "nam" ? secondAt + 2 : secondAt + 1;
    if (isYear(foldAt(text, yearAt))) found.push({ term: `@${text[yearAt].fold}-${two(second)}-${two(first)}`, start: at, end: yearAt + 1 });
  }
  const yearAt = foldAt(text, at + 1) === "nam" ? at + 2 : at + 1;
  if (isBetween(first, 12) && isYear(foldAt(text, yearAt))) found.push({ term: `@${text[yearAt].fold}-${two(first)}`, start: at, end: yearAt + 1 });
  return found;
}

const two = (number) => number.padStart(2, "0");
const isBetween = (fold, most) => /^[0-9]{1,2}$/.test(fold) && fold > 0 && +fold <= most;
export const isYear = (fold) => /^(?:19|20)[0-9]{2}$/.test(fold);
