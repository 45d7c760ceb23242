// The route of the day: its stops by number, joined in their order.
import { ground, L } from "./base.js";

const box = document.querySelector("[data-map]");
const map = ground(box);
const table = document.querySelector("table.way");
const place = (text) => text.split(",").map(Number);
const stops = [...table.querySelectorAll("tr[data-position]")].map((row) => [place(row.dataset.position), row.querySelector(".order").textContent]);
const way = stops.map(([position]) => position);
if (table.dataset.start) way.unshift(place(table.dataset.start));
const ink = getComputedStyle(box).getPropertyValue("--ink").trim();
L.polyline(way, { color: ink, weight: 3, dashArray: "8 6", interactive: false }).addTo(map);
for (const [position, number] of stops) {
  L.marker(position, { icon: L.divIcon({ className: "stop", html: number, iconSize: [30, 30] }), keyboard: false, interactive: false }).addTo(map);
}
map.fitBounds(way, { paddingTopLeft: [80, 40], paddingBottomRight: [40, 40], maxZoom: 14 });
