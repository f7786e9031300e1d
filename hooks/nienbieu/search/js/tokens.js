// Vietnamese words as the search sees them; `tokens.py` gives the same for every text and explains the form.

export const LETTERS = "a-zß-öø-ɏͰ-ӿḀ-ỿ";
const WORD = new RegExp(`[0-9]+(?:[.,][0-9]+)*|[${LETTERS}]+`, "g");
const STROKE = "\u0335";
const TONES = { "\u0300": 1, "\u0301": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5 };
const SHAPES = { "a\u0306": 1, "a\u0302": 2, "e\u0302": 1, "o\u0302": 1, "o\u031b": 2, "u\u031b": 1, ["d" + STROKE]: 1 };
const SHAPED = "aeoud";
const LAST_PLACE = 3 ** 7;
const cache = new Map();

export const normal = (text) => text.toLowerCase().replace(/[\u00f0\u0256]/g, "đ").normalize("NFC");

export const isNumber = (piece) => piece[0] >= "0" && piece[0] <= "9";

/** The pieces of a text with their places: `[{at, end, words}]`. */
export function pieces(text) {
  return Array.from(normal(text).matchAll(WORD), (m) => ({ at: m.index, end: m.index + m[0].length, words: wordsOf(m[0]) }));
}

export const words = (text) => pieces(text).flatMap((piece) => piece.words);

const wordsOf = (piece) => (isNumber(piece) ? numbers(piece).map((fold) => ({ fold, marks: 0 })) : [word(piece)]);

/** `{fold, marks}` of one word in small letters without digits. */
export function word(piece) {
  let known = cache.get(piece);
  if (!known) cache.set(piece, (known = takeApart(piece)));
  return known;
}

function takeApart(piece) {
  let folded = "", tone = 0, shapes = 0, place = 1;
  for (const c of piece.replace(/đ/g, "d" + STROKE).normalize("NFD")) {
    if (TONES[c]) tone = TONES[c];
    else if (c >= "\u0300" && c <= "\u036f") shapes += (SHAPES[folded.slice(-1) + c] || 0) * place;
    else {
      if (folded && SHAPED.includes(folded.slice(-1)) && place < LAST_PLACE) place *= 3;
      folded += c;
    }
  }
  return { fold: oneSpelling(folded), marks: tone + 6 * shapes };
}

export const oneSpelling = (folded) => (/^[hklmstv]y$/.test(folded) ? folded[0] + "i" : folded === "qui" ? "quy" : folded);

export function numbers(piece) {
  if (/^[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?$/.test(piece)) return [piece.replaceAll(".", "")];
  if (/^[0-9]{1,3}(?:,[0-9]{3}){2,}$/.test(piece)) return [piece.replaceAll(",", "")];
  if (/^[0-9]+[.,][0-9]+$/.test(piece)) return [piece.replace(".", ",")];
  return piece.split(/[.,]/).map((part) => part.replace(/^0+/, "") || "0");
}
