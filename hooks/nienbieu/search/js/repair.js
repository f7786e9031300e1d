// Slips in the words of a query, judged by which neighbours stand together in the texts.
import { isNumber } from "./tokens.js";
import { cuts, nearWords } from "./spelling.js";

const pairOf = (a, b, index) => index.entry(`${a} ${b}`);

async function strength(left, right, index) {
  let best = 0;
  for (const a of left) for (const b of right) best = Math.max(best, pages(await pairOf(a, b, index)));
  return best;
}

const pages = (entry) => (entry ? entry.forms.reduce((sum, form) => sum + form.count, 0) : 0);
const foldsOf = (position) => position.readings.slice(0, 3).map((reading) => reading.fold);

/** A word nobody wrote, or that stands beside no word it is typed beside, may be a slip for another. */
export async function repair(positions, index) {
  const links = [];
  for (let i = 0; i + 1 < positions.length; i++) links.push(await strength(foldsOf(positions[i]), foldsOf(positions[i + 1]), index));
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i], fold = position.word.fold;
    if (fold.length < 2 || isNumber(fold) || position.quoted || position.isSign || position.beginning || position.following) continue;
    const sides = [links[i - 1], links[i]].filter((link) => link !== undefined);
    const isLoose = sides.length > 0 && sides.every((link) => link === 0);
    if (position.isKnown && !isLoose) continue;
    await addNear(positions, i, index);
  }
}

async function addNear(positions, i, index) {
  const position = positions[i];
  const spellings = [position.word.fold, ...position.meant.map((word) => word.fold)];
  const candidates = nearWords(spellings, await index.vocabulary()).slice(0, 30);
  const scored = await Promise.all(candidates.map(async ([fold, frequency]) => {
    const left = i > 0 ? await strength(foldsOf(positions[i - 1]), [fold], index) : 0;
    const right = i + 1 < positions.length ? await strength([fold], foldsOf(positions[i + 1]), index) : 0;
    const support = (left ? Math.log(1 + left) + 1 : 0) + (right ? Math.log(1 + right) + 1 : 0);
    return { fold, support, score: 10 * support + frequency };
  }));
  scored.sort((a, b) => b.score - a.score);
  for (const { fold, support } of scored.slice(0, position.isKnown ? 2 : 4)) {
    if (position.isKnown && !support) continue;
    const entry = await index.entry(fold);
    if (entry) position.readings.push({ fold, marks: 0, weight: position.isKnown ? 0.55 : 0.7, entry });
  }
}

/** Words run together come apart where the parts are known neighbours. */
export async function separate(positions, index) {
  const out = [];
  for (const position of positions) {
    const isOdd = !position.isKnown && !position.beginning && !position.following && /^[a-z]{4,}$/.test(position.word.fold);
    const parts = isOdd ? await bestCut(position.word.fold, index) : null;
    if (!parts) out.push(position);
    else for (const fold of parts) out.push({ raw: fold, quoted: position.quoted, word: { fold, marks: 0 }, meant: [], isKnown: true, readings: [{ fold, marks: 0, weight: 0.9, entry: await index.entry(fold) }] });
  }
  return out;
}

async function bestCut(letters, index) {
  let best = null, most = 0;
  for (const parts of cuts(letters, await index.vocabulary()).slice(0, 12)) {
    let least = Infinity;
    for (let i = 0; i + 1 < parts.length; i++) least = Math.min(least, pages(await pairOf(parts[i], parts[i + 1], index)));
    const score = least * 10 ** (4 - parts.length);
    if (score > most) [best, most] = [parts, score];
  }
  return best;
}
