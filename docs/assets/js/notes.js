// A citation mark opens its source beside the sentence; a claim's # offers a line to cite it with.
// Without this script, or in a browser without popovers, both are plain links to the note and to the claim.
(() => {
  if (!("popover" in HTMLElement.prototype)) return;

  const box = document.createElement("div");
  box.id = "nb-pop";
  box.className = "md-typeset";
  box.popover = "auto";
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  document.body.append(box);

  const open = (mark, label, parts) => {
    box.setAttribute("aria-label", label);
    box.replaceChildren(...parts);
    box.showPopover();
    const room = mark.getBoundingClientRect();
    const left = Math.min(room.left, innerWidth - box.offsetWidth - 8);
    const below = room.bottom + 8;
    const fits = below + box.offsetHeight < innerHeight;
    box.style.left = `${Math.max(8, left)}px`;
    box.style.top = `${fits ? below : Math.max(8, room.top - box.offsetHeight - 8)}px`;
    box.focus();
  };

  const element = (tag, text, attributes = {}) =>
    Object.assign(document.createElement(tag), { textContent: text }, attributes);

  const openNote = (mark) => {
    const note = document.querySelector(mark.hash);
    if (!note) return false;
    const line = element("div", "");
    line.innerHTML = note.innerHTML; // the site's own markup, made at build
    line.querySelectorAll(".nb-back").forEach((part) => part.remove());
    const locator = mark.dataset.locator;
    const parts = locator ? [line, element("p", `Chỗ trích: ${locator}`)] : [line];
    open(mark, mark.getAttribute("aria-label"), parts);
    return true;
  };

  const openClaim = (mark) => {
    const pattern = document.querySelector("[data-citation]");
    if (!pattern) return false;
    history.replaceState(null, "", mark.hash);
    const line = pattern.dataset.citation.replaceAll("{id}", mark.hash.slice(1));
    const copy = element("button", "Sao chép", { type: "button", className: "nb-copy" });
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(line);
      copy.textContent = "Đã sao chép";
    });
    open(mark, "Trích dẫn chỗ này", [element("p", line), copy]);
    return true;
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const mark = event.target.closest(".nb-cite a, a.nb-claim");
    if (mark && (mark.matches(".nb-claim") ? openClaim(mark) : openNote(mark))) event.preventDefault();
  });
  addEventListener("scroll", () => box.matches(":popover-open") && !box.contains(document.activeElement) && box.hidePopover(), { passive: true });
})();
