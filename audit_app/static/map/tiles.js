// A map under the outlines, where the audit's folder has one: drawn from its shapes, or the pictures that it holds.
import { L } from "./base.js";

// The library is no module: its name is known to scripts of the page alone.
const script = document.createElement("script");
script.src = new URL("../leaflet/protomaps-leaflet.js", import.meta.url);
await new Promise((loaded) => { script.onload = loaded; document.head.append(script); });
const maps = window.protomapsL;
const FLAVOURS = { light: "light", dark: "dark", sun: "white" };

// Pictures are drawn on canvases, since the pages' policy lets none be shown from memory.
const Pictures = L.GridLayer.extend({
  createTile({ x, y, z }, done) {
    const tile = document.createElement("canvas");
    const { x: width, y: height } = this.getTileSize();
    Object.assign(tile, { width, height });
    this.options.source.p.getZxy(z, x, y)
      .then((found) => found && createImageBitmap(new Blob([found.data])))
      .then((picture) => { if (picture) tile.getContext("2d").drawImage(picture, 0, 0, width, height); done(null, tile); })
      .catch((error) => done(error, tile));
    return tile;
  },
});

export const tiles = (kind, address) => {
  const { mode } = document.documentElement.dataset;
  const lang = document.documentElement.lang.slice(0, 2);
  if (kind === "shapes") return maps.leafletLayer({ url: address, flavor: FLAVOURS[mode] ?? "light", lang });
  const source = new maps.PmtilesSource(address, false);
  const layer = new Pictures({ source });
  source.p.getHeader().then(({ maxZoom, minZoom }) => { Object.assign(layer.options, { maxNativeZoom: maxZoom, minNativeZoom: minZoom }); layer.redraw(); });
  return layer;
};
