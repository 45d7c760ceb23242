// The works on the map: one by one, or by the cell where they are too many; each tells its name and leads to its pages.
import { ground, L, Mark, marks } from "./base.js";

const box = document.querySelector("[data-map]");
const map = ground(box);
const drawn = L.layerGroup().addTo(map);
const known = marks();
let asked = 0, whole = false; // whether every work is drawn, one by one

const link = (words, address, name) => {
  const made = document.createElement("a");
  made.href = address;
  made.className = name;
  made.textContent = words;
  return made;
};

const told = ([, , mark, folio, name, part]) => {
  const card = document.createElement("div");
  const title = document.createElement("p");
  const strong = document.createElement("b");
  strong.textContent = folio;
  title.append(strong, ` ${name}`);
  const state = document.createElement("p");
  state.textContent = known[mark].label;
  const ways = document.createElement("p");
  ways.className = "actions";
  ways.append(link(box.dataset.open, box.dataset.work + part, "button second"), link(box.dataset.go, box.dataset.visit + part, "button"));
  card.append(title, state, ways);
  return card;
};

// What it says is the map's own, so that it stays while the marks around are drawn anew.
const mark = (work) => {
  const place = [work[0], work[1]];
  return new Mark(place, { radius: 9, mark: known[work[2]] }).on("click", () => map.openPopup(told(work), place));
};

const cell = ([latitude, longitude, counts]) => {
  const number = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const most = Object.entries(counts).sort(([, one], [, other]) => other - one)[0][0];
  const words = Object.entries(counts).map(([mark, count]) => `${known[mark].label}: ${count}`).join(" · ");
  return L.circleMarker([latitude, longitude], { radius: Math.min(26, 7 + 3 * Math.log(number)), color: known[most].stroke, fillColor: known[most].fill, fillOpacity: 0.85, weight: 2 })
    .bindTooltip(`${box.dataset.many.replace("#", number)}. ${words}`)
    .on("click", () => map.setView([latitude, longitude], map.getZoom() + 2));
};

const load = async (bounds) => {
  const mine = ++asked;
  const address = new URL(box.dataset.works, location.href);
  if (bounds) address.searchParams.set("bounds", [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()].join(","));
  const { works, cells } = await (await fetch(address)).json();
  if (mine !== asked) return;
  drawn.clearLayers();
  for (const work of works) mark(work).addTo(drawn);
  for (const one of cells) cell(one).addTo(drawn);
  box.dataset.drawn = works.length + cells.length;
  whole = !bounds && !cells.length;
};

// All at once, those far from where the map begins too; where they are too many, by what shows of them.
map.on("moveend", () => { if (!whole) load(map.getBounds().pad(0.1)); });
await load();
