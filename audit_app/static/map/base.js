// What every map of Constata is made of: the municipalities' outlines, no tiles, nothing from elsewhere.
await import("../leaflet/leaflet.js");
const L = window.L;
export { L };

const pair = (text) => text.split(",").map(Number);
const colour = (box, name) => getComputedStyle(box).getPropertyValue(name).trim();

// Draws the ground in a box; its data say which outlines, and which bounds to begin with.
export const ground = (box) => {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, {
    preferCanvas: true, attributionControl: false, zoomControl: false, zoomSnap: 0.5, minZoom: 4, maxZoom: 18,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
  });
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (box.dataset.bounds) {
    const [south, west, north, east] = pair(box.dataset.bounds);
    map.fitBounds([[south, west], [north, east]], { padding: [30, 30], maxZoom: 14 });
  }
  const named = () => box.classList.toggle("named", map.getZoom() >= 8.5);
  map.on("zoomend", named);
  named();
  outlines(box, map);
  if (box.dataset.from) pin(map, pair(box.dataset.from), box.dataset.start);
  return map;
};

// Those of the audit are filled and named; their neighbours are lines alone.
const outlines = async (box, map) => {
  const { kind, address } = await (await fetch(box.dataset.ground)).json();
  if (kind) (await import("./tiles.js")).tiles(kind, address).addTo(map);
  const pane = (name, above) => { map.createPane(name).style.zIndex = above; return name; };
  const renderer = L.canvas({ pane: pane("outlines", 300), padding: 0.5 });
  const names = pane("names", 350);
  const line = { renderer, interactive: false, weight: 1, color: colour(box, "--line"), fill: false };
  const ours = { ...line, weight: 1.5, color: colour(box, "--edge"), fill: !kind, fillColor: colour(box, "--soft"), fillOpacity: 0.6 };
  const told = await (await fetch(box.dataset.outlines)).json();
  for (const polygons of told.others) L.polygon(polygons, line).addTo(map);
  for (const [name, polygons] of told.ours) {
    L.polygon(polygons, ours).bindTooltip(name, { permanent: true, direction: "center", className: "place-name", pane: names }).addTo(map);
  }
};

// Marks a place with a ring and words.
export const pin = (map, position, words) => L.circleMarker(position, { radius: 11, weight: 4, color: colour(map.getContainer(), "--ink"), fill: false, interactive: false })
  .bindTooltip(words, { permanent: true, direction: "top", offset: [0, -10], className: "pin-name" }).addTo(map);

// The shapes and colours of the marks, as the legend shows them.
export const marks = () => Object.fromEntries([...document.querySelectorAll("[data-mark][data-label]")].map((item) => {
  const drawn = item.querySelector("path");
  const { fill, stroke } = getComputedStyle(drawn);
  return [item.dataset.mark, { path: new Path2D(drawn.getAttribute("d")), fill, stroke, label: item.dataset.label }];
}));

// A mark of any shape on the canvas, where Leaflet only knows circles.
export const Mark = L.CircleMarker.extend({
  _updatePath() {
    const { _drawing: drawing, _ctx: context } = this._renderer;
    if (!drawing || this._empty()) return;
    const { path, fill, stroke } = this.options.mark;
    context.save();
    context.translate(this._point.x, this._point.y);
    context.fillStyle = fill;
    context.strokeStyle = stroke;
    context.lineWidth = 2;
    context.fill(path);
    context.stroke(path);
    context.restore();
  },
});
