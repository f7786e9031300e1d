// Stub of the search worker: nothing else is loaded before the first word is typed.
// Speaks the theme's protocol (0 set up, 1 ready, 2 query, 3 result) and, for pages of this site,
// 10 {id, query, from, size, chosen} -> 11 {id, ...answer of the engine} or {id, error}.
// The index lies beside this file, or where `?index=` says, relative to this file.
// Written for browsers too old for the engine as well: they get a message instead of silence.
"use strict";
const here = self.location.href;
const root = new URL((new URL(here).searchParams.get("index") || "./").replace(/\/?$/, "/"), here);
const FIRST = 5, ALL = 10;
let opened = null, asked = 0;

async function load(path) {
  const response = await fetch(new URL(path, root), path === "index.bin" ? { cache: "no-cache" } : {});
  if (!response.ok) throw new Error(response.status + " " + response.url);
  return new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/** The first file of the index is asked for before the engine is: one round trip for both. */
async function open() {
  const head = load("index.bin");
  head.catch(() => {});
  if (!self.createEngine) importScripts(new URL("ENGINE", here));
  return self.createEngine((path) => (path === "index.bin" ? head : load(path)));
}

/** An index that was replaced while the page was open is opened anew, once. */
async function answer(query, options, isAgain) {
  if (!opened) opened = open();
  const engine = opened;
  try {
    return await (await engine).search(query, options);
  } catch (error) {
    if (opened === engine) opened = null;
    if (isAgain) throw error;
    return answer(query, options, true);
  }
}

function faultOf(error) {
  console.warn(error);
  if (!self.DecompressionStream) return "Trình duyệt này quá cũ để tìm tại đây: cần Safari 16.4, Firefox 113, Chrome 80 trở lên.";
  return "Chưa tải được dữ liệu tìm kiếm. Xem lại kết nối mạng rồi gõ tiếp.";
}

/** A result as the theme draws it: the page, and the section that matched where it has an anchor. */
function itemOf(result, place) {
  const score = ALL - place; // Enter opens the highest
  const about = [result.kind, result.date].filter(Boolean).join(" · ");
  const terms = {};
  for (const word of result.missing) terms[word] = false;
  for (const word of result.surfaces) terms[word] = true;
  const title = result.title + (about ? ` <small class="nb-about">${about}</small>` : "");
  const page = { location: result.location, title, text: `<p>${result.text}</p>`, score, terms };
  if (!result.anchor) return [page];
  const section = { location: `${result.location}#${result.anchor}`, title: result.heading, score: score + (result.isNamed ? 0 : 0.1) };
  return [page, Object.assign({}, page, section)];
}

/** The first results are shown before the cards of the others are there: on a slow line that is half the way. */
async function query(text) {
  const number = ++asked;
  const show = (items) => number === asked && self.postMessage({ type: 3, data: { items } });
  if (!text.trim()) return show([]);
  try {
    for (const size of [FIRST, ALL]) {
      if (number !== asked) return;
      const { results } = await answer(text, { size });
      show(results.map(itemOf));
      if (results.length < size) return;
    }
  } catch (error) {
    show([[{ location: "tim-kiem/", title: faultOf(error), text: "<p>Mở danh sách đầy đủ các trang.</p>", score: 0, terms: {} }]]);
  }
}

async function ask(request) {
  try {
    self.postMessage({ type: 11, data: Object.assign({ id: request.id }, await answer(request.query, request)) });
  } catch (error) {
    self.postMessage({ type: 11, data: { id: request.id, error: faultOf(error) } });
  }
}

self.addEventListener("message", (event) => {
  const message = event.data;
  if (message.type === 0) self.postMessage({ type: 1 });
  if (message.type === 2) query(message.data);
  if (message.type === 10) ask(message.data);
});
