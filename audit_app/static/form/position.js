// The ways to say where a work is: this laptop, a photo, a map. Whatever is typed by hand afterwards is typed by hand.
import { form, touched } from "./draft.js";

const section = form.querySelector("[data-position]");
const fields = form.elements;
const out = section.querySelector("[data-located]");
const digits = (degrees) => degrees.toFixed(6);

const take = (method, latitude, longitude, accuracy, taken) => {
  fields.latitude.value = latitude;
  fields.longitude.value = longitude;
  fields.accuracy_m.value = accuracy;
  fields.taken_at.value = taken;
  fields.method.value = method;
  touched();
};

// This laptop's position comes by and by, each better than the one before, until it is good, or is said in another way.
let watch, ending;
const stopWatching = () => { navigator.geolocation.clearWatch(watch); clearTimeout(ending); };
const say = (method, ...told) => { stopWatching(); out.textContent = ""; take(method, ...told); };

// The time by the clock on site, with its offset, as a camera says it.
const now = () => {
  const at = new Date(), ahead = -at.getTimezoneOffset();
  const offset = new Date(Math.abs(ahead) * 60000).toISOString().slice(11, 16);
  return new Date(at.getTime() + ahead * 60000).toISOString().slice(0, 19) + (ahead < 0 ? "-" : "+") + offset;
};

for (const name of ["latitude", "longitude"]) {
  fields[name].addEventListener("input", () => {
    stopWatching();
    out.textContent = "";
    if (["", "browser", "photo", "map"].includes(fields.method.value)) fields.method.value = fields[name].value.trim() ? "typed" : "";
    if (fields.taken_at.value || fields.accuracy_m.value) fields.taken_at.value = fields.accuracy_m.value = "";
  });
}

const locate = section.querySelector("[data-locate]");
locate.addEventListener("click", () => {
  stopWatching();
  out.textContent = locate.dataset.searching;
  let best = Infinity;
  watch = navigator.geolocation.watchPosition(({ coords }) => {
    if (coords.accuracy >= best) return;
    best = coords.accuracy;
    take("browser", digits(coords.latitude), digits(coords.longitude), Math.round(best), now());
    out.textContent = `± ${Math.round(best)} m`;
    if (best <= 10) stopWatching();
  }, () => { if (best === Infinity) out.textContent = locate.dataset.denied; }, { enableHighAccuracy: true, timeout: 30000, maximumAge: 0 });
  ending = setTimeout(stopWatching, 60000);
});

section.addEventListener("click", (event) => {
  const photo = event.target.closest("[data-placed-by]");
  if (!photo) return;
  event.preventDefault();
  const { latitude, longitude, taken } = photo.dataset;
  say("photo", latitude, longitude, "", taken);
});

const pick = section.querySelector("[data-pick]");
pick.addEventListener("toggle", async () => {
  const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: pick.dataset.styles });
  await new Promise((loaded) => { styles.onload = loaded; document.head.append(styles); });
  const { pickFrom } = await import("../map/pick.js");
  pickFrom(pick.querySelector("[data-map]"), fields, (latitude, longitude, metres) => say("map", digits(latitude), digits(longitude), metres, now()));
}, { once: true });
