"use strict";
/* The HTML edition: dark mode, search, sorting. No framework; without it the pages still read. */

/* The language of the page leads, the other one follows. */
const [LEAD, FOLLOW] = document.documentElement.lang === "en" ? ["en", "zh"] : ["zh", "en"];
const TAGS = { zh: "zh-CN", en: "en" };
const both = (zh, en) => (LEAD === "zh" ? [zh, en] : [en, zh]).join(" / ");
const KINDS = {
  table: { zh: "表", en: "Table " }, figure: { zh: "图", en: "Fig. " }, indicator: { zh: "指标", en: "Indicator" },
  city: { zh: "市", en: "City" }, part: { zh: "篇", en: "Part" },
};
const MOST = 40; // results shown at once

/* Dark mode: before the page is drawn, so that it does not flash. */

function remembered() {
  try { return localStorage.getItem("theme"); } catch { return null; }
}

function remember(theme) {
  try { localStorage.setItem("theme", theme); } catch { /* a page from a disk may not */ }
}

function darkNow() {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function setUpTheme() {
  const button = document.querySelector("button.theme");
  const show = () => button.setAttribute("aria-pressed", String(darkNow()));
  button.addEventListener("click", () => {
    const theme = darkNow() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    remember(theme);
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}

/* Search: every word of the question must occur in the number or in one of the languages. */

const folded = (text) => text.normalize("NFKC").toLowerCase();

function search(question) {
  const words = folded(question).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return SEARCH.filter((entry) => {
    const text = folded(`${KINDS[entry.k][LEAD]}${entry.n} ${entry.zh} ${entry.en}`);
    return words.every((word) => text.includes(word));
  });
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function result(entry) {
  const link = element("a", "", { href: entry.u });
  const kind = KINDS[entry.k][LEAD] + (entry.k === "table" || entry.k === "figure" ? entry.n : "");
  link.append(
    element("b", kind), " ",
    element("span", entry[LEAD]), " ",
    element("span", entry[FOLLOW], { class: "follow", lang: TAGS[FOLLOW] }),
  );
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function setUpSearch() {
  const box = document.querySelector(".search");
  const input = box.querySelector("input");
  const panel = box.querySelector(".found");
  const count = box.querySelector("[role=status]");
  const list = box.querySelector("ul");

  const show = () => {
    const found = search(input.value);
    panel.hidden = !input.value.trim();
    const many = found.length;
    count.textContent = many > MOST
      ? both(`${many} 条，列出前 ${MOST} 条`, `${many} results, first ${MOST} shown`)
      : many ? `${many} ${both("条", "results")}` : both("没有找到", "nothing found");
    list.replaceChildren(...found.slice(0, MOST).map(result));
  };
  const close = () => { panel.hidden = true; };

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  list.addEventListener("click", close);
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) close(); });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });
  box.addEventListener("keydown", (event) => move(event, input, list, close));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input")) {
      event.preventDefault();
      input.focus();
    }
  });
}

/* Arrows walk through the results, Escape leaves them. */
function move(event, input, list, close) {
  if (event.key === "Escape") {
    input.focus();
    close();
    return;
  }
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (next === undefined) {
    if (event.key === "Enter" && at < 0 && links[0]) links[0].click();
    return;
  }
  event.preventDefault();
  (links[next] || input).focus();
}

/* Sorting: within each group of rows; totals stay on top, blanks and symbols come last.
   The first press sorts the highest first, the second the lowest, the third as printed. */

const ORDERS = { none: "descending", descending: "ascending", ascending: "none" };

function valueOf(row, at) {
  const cell = row.cells[at];
  if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
  const words = cell.classList.contains("words") && cell.textContent.trim();
  return words || null;
}

function compared(one, other, sign) {
  if (one === null || other === null) return (one === null) - (other === null);
  if (typeof one === "number" && typeof other === "number") return sign * (one - other);
  return sign * String(one).localeCompare(String(other), "zh-CN", { numeric: true });
}

function sortBody(body, at, order) {
  const rows = body.printed || (body.printed = [...body.rows]);
  const pinned = rows.filter((row) => "pin" in row.dataset);
  const free = rows.filter((row) => !("pin" in row.dataset));
  const sign = order === "ascending" ? 1 : -1;
  if (order !== "none") free.sort((a, b) => compared(valueOf(a, at), valueOf(b, at), sign));
  body.append(...(order === "none" ? rows : [...pinned, ...free]));
}

/* Which cell of a row belongs to each head, through heads that span rows and columns. */
function columnsOf(table) {
  const taken = [];
  const places = new Map();
  [...table.tHead.rows].forEach((row, at) => {
    taken[at] = taken[at] || [];
    let column = 0;
    for (const cell of row.cells) {
      while (taken[at][column]) column += 1;
      places.set(cell, column);
      for (let down = 0; down < cell.rowSpan; down += 1) {
        taken[at + down] = taken[at + down] || [];
        for (let over = 0; over < cell.colSpan; over += 1) taken[at + down][column + over] = true;
      }
    }
  });
  return places;
}

function setUpTable(table) {
  const heads = [...table.tHead.querySelectorAll("th[aria-sort]")];
  const places = columnsOf(table);
  for (const head of heads) {
    head.querySelector("button").addEventListener("click", () => {
      const order = ORDERS[head.getAttribute("aria-sort")];
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", order);
      table.classList.toggle("sorted", order !== "none");
      for (const body of table.tBodies) sortBody(body, places.get(head), order);
    });
  }
}

/* A shade on the right of what goes on there. */
function setUpScroll(box) {
  const show = () => {
    box.classList.toggle("more", box.scrollLeft + box.clientWidth < box.scrollWidth - 2);
  };
  box.addEventListener("scroll", show, { passive: true });
  new ResizeObserver(show).observe(box);
}

const theme = remembered();
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  setUpTheme();
  setUpSearch();
  document.querySelectorAll("table[data-sortable]").forEach(setUpTable);
  document.querySelectorAll(".scroll").forEach(setUpScroll);
});
