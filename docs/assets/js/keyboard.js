// The theme's menu and search buttons are labels of hidden check boxes, which no keyboard reaches: real buttons take
// their place. Without this script the labels stay and work by touch.
document.querySelectorAll('label.md-header__button[for="__drawer"], label.md-header__button[for="__search"]').forEach((label) => {
  const box = document.getElementById(label.htmlFor);
  const button = Object.assign(document.createElement("button"), { type: "button", className: label.className });
  button.classList.add(label.htmlFor === "__drawer" ? "nb-open-drawer" : "nb-open-search");
  button.setAttribute("aria-label", label.htmlFor === "__drawer" ? "Mở mục điều hướng" : "Mở ô tìm kiếm");
  button.append(...label.childNodes);
  button.addEventListener("click", () => box.click());
  label.replaceWith(button);
});
// The theme searches when a key goes up; pasting by touch, dictation and suggestions of a phone press none.
const searchInput = document.querySelector(".md-search__input");
searchInput?.addEventListener("input", () => searchInput.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));
addEventListener("keydown", (event) => {
  const drawer = document.getElementById("__drawer");
  if (event.key === "Escape" && drawer.checked) drawer.click();
});
