// Slips of the fingers: words at one edit, words run together.

/** One letter more, less or other, or two neighbours swapped (Damerau, 1964). */
export function isNear(a, b) {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0, endA = a.length, endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) start++;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) endA--, endB--;
  const restA = endA - start, restB = endB - start;
  return (restA <= 1 && restB <= 1) || (restA === 2 && restB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]);
}

/** Words of the vocabulary at one edit from any of the spellings, the frequent first: `[[word, frequency]]`. */
export function nearWords(spellings, vocabulary) {
  const found = [];
  for (const [word, frequency] of vocabulary) if (spellings.some((spelling) => isNear(spelling, word))) found.push([word, frequency]);
  return found.sort((a, b) => b[1] - a[1]);
}

const LONGEST = 7;

/** Ways to cut letters into known words, fewest words first; at most four words. */
export function cuts(letters, vocabulary) {
  const found = [];
  const extend = (at, words) => {
    if (at === letters.length && words.length > 1) found.push(words);
    if (words.length === 4 || found.length > 50) return;
    for (let end = Math.min(letters.length, at + LONGEST); end > at; end--) {
      const next = letters.slice(at, end);
      if (next.length > 1 && vocabulary.has(next)) extend(end, [...words, next]);
    }
  };
  extend(0, []);
  return found.sort((a, b) => a.length - b.length);
}
