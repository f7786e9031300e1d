// Reads the files of an index; their form is described in `packing.py` and `index.py`.

import { readSections } from "./sections.js";

const text = new TextDecoder();

class Bytes {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }
  get more() {
    return this.at < this.data.length;
  }
  integer() {
    let value = 0, scale = 1, byte;
    do {
      byte = this.data[this.at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  }
  string() {
    const length = this.integer();
    return text.decode(this.data.subarray(this.at, (this.at += length)));
  }
}

/** One spelling of a term: where it stands (`pages`), how much it weighs in the text and in names. */
function readForm(bytes, wordCount) {
  const marks = Array.from({ length: wordCount }, () => bytes.integer());
  const count = bytes.integer();
  const form = { marks, count, pages: new Int32Array(count), levels: new Uint8Array(count), names: new Uint8Array(count) };
  for (let i = 0, page = -1; i < count; i++) {
    const value = bytes.integer();
    page += Math.floor(value / 16) + 1;
    form.pages[i] = page;
    form.levels[i] = value & 7;
    if (value & 8) form.names[i] = bytes.data[bytes.at++];
  }
  return form;
}

function readShard(data) {
  const bytes = new Bytes(data), entries = new Map();
  let key = "";
  while (bytes.more) {
    key = key.slice(0, bytes.integer()) + bytes.string();
    const wordCount = key.includes(" ") ? 2 : 1;
    entries.set(key, { key, forms: Array.from({ length: bytes.integer() }, () => readForm(bytes, wordCount)) });
  }
  return entries;
}

/** Number of the last separator that is not after the key. */
function shardOf(separators, key) {
  let low = 0, high = separators.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (separators[middle] <= key) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Opens an index; `load(path)` gives the bytes of a file, unpacked. */
export async function openIndex(load) {
  const head = JSON.parse(text.decode(await load("index.bin")));
  const files = new Map();
  const once = (name, read) => {
    if (!files.has(name)) files.set(name, load(`${head.folder}/${name}.bin`).then(read).catch((error) => (files.delete(name), Promise.reject(error))));
    return files.get(name);
  };
  const shard = (store, number) => once(store + number, readShard);
  const storeOf = (key) => (key.includes(" ") ? "b" : "u");

  return {
    pages: head.pages,
    facets: head.facets,
    concepts: conceptsOf(head.concepts),
    async entry(key) {
      const store = storeOf(key);
      return (await shard(store, shardOf(head[store], key))).get(key);
    },
    /** Entries whose key begins so, from at most four shards. */
    async range(beginning) {
      const store = storeOf(beginning), from = shardOf(head[store], beginning), found = [];
      const to = Math.min(from + 3, shardOf(head[store], beginning + "\uffff"));
      const shards = await Promise.all(Array.from({ length: to - from + 1 }, (_, i) => shard(store, from + i)));
      for (const entries of shards) for (const entry of entries.values()) if (entry.key.startsWith(beginning)) found.push(entry);
      return found;
    },
    vocabulary: () => once("v", readVocabulary),
    card: (page) => once("d" + page, readCard),
  };
}

function readCard(data) {
  const card = JSON.parse(text.decode(data));
  return { ...card, sections: readSections(card.sections) };
}

function readVocabulary(data) {
  const found = new Map();
  let word = "";
  for (const line of text.decode(data).split("\n")) {
    if (!line) continue;
    word = word.slice(0, line.charCodeAt(0) - 48) + line.slice(1, -1);
    found.set(word, line.charCodeAt(line.length - 1) - 48);
  }
  return found;
}

function conceptsOf(list) {
  const found = new Map();
  list.forEach((spellings, number) => {
    for (const spelling of spellings) {
      const words = spelling.map(([fold, marks]) => ({ fold, marks }));
      if (!found.has(words[0].fold)) found.set(words[0].fold, []);
      found.get(words[0].fold).push([words, number]);
    }
  });
  return found;
}
