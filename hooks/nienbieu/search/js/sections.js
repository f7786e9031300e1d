// A page's sections cut into sentences and words, once a card.
import { pieces } from "./tokens.js";

const STOP = /[.!?…][\]”")]*\s+(?=[“"(]?[\p{Lu}0-9])|\n/gu;

/** The words of a text with their places: `[{at, end, word}]`. */
export const readWords = (text) => pieces(text).flatMap(({ at, end, words }) => words.map((word) => ({ at, end, word })));

const readText = (text) => ({ text, words: readWords(text) });

/** `[[anchor, heading, text]]` -> `[{anchor, heading, sentences}]`, each text as `{text, words}`. */
export const readSections = (sections) =>
  sections.map(([anchor, heading, text]) => ({ anchor, heading: readText(heading), sentences: sentences(text).map(readText) }));

function sentences(text) {
  const found = [];
  let from = 0;
  for (const stop of text.matchAll(STOP)) {
    found.push(text.slice(from, stop.index + stop[0].length).trim());
    from = stop.index + stop[0].length;
  }
  return [...found, text.slice(from)];
}
