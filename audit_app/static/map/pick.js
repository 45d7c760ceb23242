// A map on which a place is pointed out; how near it was drawn says how good that is.
import { ground, L } from "./base.js";

// The other works near by help to find one's way.
const others = async (box, map) => {
  const address = new URL(box.dataset.works, location.href);
  const bounds = map.getBounds().pad(4);
  address.searchParams.set("bounds", [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()].join(","));
  const { works } = await (await fetch(address)).json();
  const color = getComputedStyle(box).getPropertyValue("--brand").trim();
  for (const [latitude, longitude, , folio, name] of works) L.circleMarker([latitude, longitude], { radius: 5, weight: 2, color, bubblingMouseEvents: true }).bindTooltip(`${folio} ${name}`).addTo(map);
};

const TOUCH = 12; // pixels that a finger or a mouse may be off

export const pickFrom = (box, fields, picked) => {
  const map = ground(box);
  const typed = [fields.latitude.value, fields.longitude.value].map(Number);
  const known = box.dataset.from?.split(",").map(Number);
  const middle = typed.every(Number.isFinite) && fields.latitude.value ? typed : known;
  if (middle) map.setView(middle, 13); else map.setView([23.6, -102.5], 5);
  others(box, map);
  const ink = getComputedStyle(box).getPropertyValue("--bad").trim();
  const mark = L.circleMarker(middle ?? [0, 0], { radius: 9, weight: 3, color: ink, fillColor: ink, fillOpacity: 0.35, interactive: false });
  if (middle === typed) mark.addTo(map);
  map.on("click", ({ latlng, containerPoint }) => {
    const beside = map.containerPointToLatLng(containerPoint.add([TOUCH, 0]));
    mark.setLatLng(latlng).addTo(map);
    picked(latlng.lat, latlng.lng, Math.max(1, Math.round(map.distance(latlng, beside))));
  });
};
