// A map on which a place is pointed out; how near it was drawn says how good that is.
import { ground, L } from "./base.js";

const TOUCH = 12; // pixels that a finger or a mouse may be off

export const pickFrom = (box, fields, picked) => {
  const map = ground(box);
  const typed = [fields.latitude.value, fields.longitude.value].map(Number);
  const known = box.dataset.from?.split(",").map(Number);
  const middle = typed.every(Number.isFinite) && fields.latitude.value ? typed : known;
  if (middle) map.setView(middle, 13); else map.setView([23.6, -102.5], 5);
  const ink = getComputedStyle(box).getPropertyValue("--bad").trim();
  const mark = L.circleMarker(middle ?? [0, 0], { radius: 9, weight: 3, color: ink, fillColor: ink, fillOpacity: 0.35, interactive: false });
  if (middle === typed) mark.addTo(map);
  map.on("click", ({ latlng, containerPoint }) => {
    const beside = map.containerPointToLatLng(containerPoint.add([TOUCH, 0]));
    mark.setLatLng(latlng).addTo(map);
    picked(latlng.lat, latlng.lng, Math.max(1, Math.round(map.distance(latlng, beside))));
  });
};
