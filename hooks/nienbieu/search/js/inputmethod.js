// What the keys meant: Telex and VNI typed with the input method off or half on.
// Telex: aa ee oo dd aw ow uw w, tones f s r x j; VNI: 6 7 8 9, tones 1 to 5 (the usual input methods, as in Unikey).
import { word } from "./tokens.js";

const TELEX_TONES = { f: "\u0300", s: "\u0301", r: "\u0309", x: "\u0303", j: "\u0323" };
const VNI_TONES = { 2: "\u0300", 1: "\u0301", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
const VNI_SHAPES = { 6: ["aeo", "\u0302"], 7: ["uo", "\u031b"], 8: ["a", "\u0306"], 9: ["d", "\u0335"] };
const SYLLABLE = /^(?:ngh|[cgknpt]h|gi|ng|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?$/;

/** Readings of a piece as it was typed: `[{fold, marks}]`, none if it is plain text. */
export function typed(piece) {
  const seen = new Set(), found = [];
  for (const letters of [fromTelex(piece), fromVni(piece)]) {
    if (!letters || seen.has(letters)) continue;
    seen.add(letters);
    const reading = word(letters.normalize("NFC").replaceAll("d\u0335", "đ"));
    if (SYLLABLE.test(reading.fold)) found.push(reading);
  }
  return found;
}

function fromTelex(piece) {
  if (!/[a-z]/.test(piece)) return "";
  let out = "", tone = "", used = false;
  for (const c of piece.normalize("NFD").replaceAll("đ", "d\u0335")) {
    const next = TELEX_TONES[c] && /[aeiouy]/.test(out) ? (tone = TELEX_TONES[c], out) : shapeTelex(out, c);
    used ||= next !== out + c;
    out = next;
  }
  return used ? toned(out, tone) : "";
}

function shapeTelex(out, c) {
  if (c === "w") return horn(out) || out + "u\u031b";
  if (!"aeod".includes(c)) return out + c;
  const at = out.lastIndexOf(c);
  const between = out.slice(at + 1);
  const fits = c === "d" ? at === 0 : at >= 0 && !/[\u0302\u0306\u031b]/.test(out[at + 1] || "") && (!between || /^[iuy]?[bcdghklmnpt]*$/.test(between));
  return fits ? `${out.slice(0, at + 1)}${c === "d" ? "\u0335" : "\u0302"}${between}` : out + c;
}

/** `w` and `7` put a horn on u and o, `w` a breve on a. */
function horn(out) {
  if (/uo(?![\u0302\u031b])/.test(out) && !out.startsWith("qu")) return out.replace("uo", "u\u031bo\u031b");
  const m = /^(.*)([aou])([^aou\u0302\u0306\u031b]*)$/.exec(out);
  if (!m) return "";
  const [, before, letter, after] = m;
  if (letter === "a" && before.endsWith("u") && !before.endsWith("qu") && !after) return `${before}\u031ba`;
  return before + letter + (letter === "a" ? "\u0306" : "\u031b") + after;
}

function fromVni(piece) {
  if (!/^[a-zđ].*[1-9]/.test(piece)) return "";
  let out = "", tone = "";
  for (const c of piece.normalize("NFD").replaceAll("đ", "d\u0335")) {
    if (VNI_TONES[c] && /[aeiouy]/.test(out)) tone = VNI_TONES[c];
    else if (VNI_SHAPES[c]) out = shapeVni(out, ...VNI_SHAPES[c]);
    else out += c;
  }
  return /[0-9]/.test(out) ? "" : toned(out, tone);
}

function shapeVni(out, letters, mark) {
  if (mark === "\u031b" && /uo/.test(out)) return out.replace("uo", "u\u031bo\u031b");
  for (let at = out.length - 1; at >= 0; at--) if (letters.includes(out[at])) return out.slice(0, at + 1) + mark + out.slice(at + 1);
  return out + "0";
}

/** `hưong` and `huơng` are slips for `hương`: before an ending the horn stands on both letters. */
const toned = (out, tone) => out.replace(/u\u031b?o\u031b?(?=[a-z])/, (uo) => (uo.length > 2 ? "u\u031bo\u031b" : uo)) + tone;
