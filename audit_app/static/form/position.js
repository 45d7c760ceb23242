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
const now = () => new Date().toISOString().slice(0, 19) + "Z";

for (const name of ["latitude", "longitude"]) {
  fields[name].addEventListener("input", () => {
    if (["", "browser", "photo", "map"].includes(fields.method.value)) fields.method.value = fields[name].value.trim() ? "typed" : "";
    if (fields.taken_at.value || fields.accuracy_m.value) fields.taken_at.value = fields.accuracy_m.value = "";
  });
}

const locate = section.querySelector("[data-locate]");
locate.addEventListener("click", () => {
  out.textContent = locate.dataset.searching;
  let best = Infinity;
  const watch = navigator.geolocation.watchPosition(({ coords }) => {
    if (coords.accuracy >= best) return;
    best = coords.accuracy;
    take("browser", digits(coords.latitude), digits(coords.longitude), Math.round(best), now());
    out.textContent = `± ${Math.round(best)} m`;
    if (best <= 10) navigator.geolocation.clearWatch(watch);
  }, () => { out.textContent = locate.dataset.denied; }, { enableHighAccuracy: true, timeout: 30000, maximumAge: 0 });
  setTimeout(() => navigator.geolocation.clearWatch(watch), 60000);
});

section.addEventListener("click", (event) => {
  const photo = event.target.closest("[data-placed-by]");
  if (!photo) return;
  event.preventDefault();
  const { latitude, longitude, taken } = photo.dataset;
  take("photo", latitude, longitude, "", taken);
});

const pick = section.querySelector("[data-pick]");
pick.addEventListener("toggle", async () => {
  const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: pick.dataset.styles });
  await new Promise((loaded) => { styles.onload = loaded; document.head.append(styles); });
  const { pickFrom } = await import("../map/pick.js");
  pickFrom(pick.querySelector("[data-map]"), fields, (latitude, longitude, metres) => take("map", digits(latitude), digits(longitude), metres, now()));
}, { once: true });
