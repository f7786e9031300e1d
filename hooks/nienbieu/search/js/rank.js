// The order of pages: BM25 of words and of neighbouring words, times the share of the query that a page covers.
import { NEEDED, slotsOf } from "./slots.js";

/** Worth of one step of a name weight; the step from which a name counts in full; power of the share covered. */
const NAME = 0.06, FULL_NAME = 33, COVER_POWER = 1.5;
/** Middle of each step of a text weight, see `weights.py`. */
const LEVEL = Array.from({ length: 8 }, (_, level) => (level ? ((level - 0.5) / 7) * 2.2 : 0));

/** `[{page, score, cover}]`, best first, equal ones in order of their numbers; `cover` is the share of the query found. */
export async function rank(plan, index) {
  const slots = await slotsOf(plan, index), sums = tallies(index.pages), isOut = new Uint8Array(index.pages);
  let total = 0;
  for (const slot of slots) {
    const best = bestOf(slot, index.pages);
    addTo(sums, best, slot);
    if (slot.isNeeded) for (let page = 0; page < index.pages; page++) if (best.cover[page] < NEEDED) isOut[page] = 1;
    total += slot.coverScale * slot.most;
  }
  const found = [];
  for (let page = 0; page < index.pages; page++) {
    if (!sums.cover[page] || isOut[page]) continue;
    const cover = Math.min(1, sums.cover[page] / total), named = Math.min(1, sums.named[page] / total);
    found.push({ page, cover, score: rounded((sums.text[page] + sums.names[page] * named) * cover ** COVER_POWER) });
  }
  return found.sort((a, b) => b.score - a.score || a.page - b.page);
}

/** To six places, so that the last bits of a logarithm do not decide between equal pages. */
const rounded = (score) => Math.floor(score * 1e6 + 0.5) / 1e6;

/** Per page: score of the text and of the names, share of the query in both together and in names. */
const tallies = (pages) => ({ text: new Float64Array(pages), names: new Float64Array(pages), cover: new Float64Array(pages), named: new Float64Array(pages) });

const raise = (values, page, value) => {
  if (value > values[page]) values[page] = value;
};

/** The best that any reading of a slot says of each page. */
function bestOf({ readings }, pages) {
  const best = tallies(pages);
  for (const { weight, lists } of readings)
    for (const { form, factor, rarity } of lists) {
      const worth = weight * factor * rarity, share = weight * Math.min(1, factor);
      for (let i = 0; i < form.count; i++) {
        const page = form.pages[i], name = form.names[i];
        raise(best.text, page, worth * LEVEL[form.levels[i]]);
        raise(best.cover, page, share);
        if (!name) continue;
        raise(best.names, page, worth * NAME * name);
        raise(best.named, page, share * Math.min(1, name / FULL_NAME));
      }
    }
  return best;
}

function addTo(sums, best, { scale, coverScale, most }) {
  for (let page = 0; page < best.cover.length; page++) {
    if (!best.cover[page]) continue;
    sums.text[page] += scale * best.text[page];
    sums.names[page] += scale * best.names[page];
    sums.cover[page] += coverScale * most * best.cover[page];
    sums.named[page] += coverScale * most * best.named[page];
  }
}
