import { form, touched } from "./draft.js";

const locate = form.querySelector("[data-locate]");
locate?.addEventListener("click", () => {
  const out = form.querySelector("[data-located]");
  out.textContent = locate.dataset.searching;
  let best = Infinity;
  const watch = navigator.geolocation.watchPosition(({ coords }) => {
    if (coords.accuracy >= best) return;
    best = coords.accuracy;
    form.elements.latitude.value = coords.latitude.toFixed(6);
    form.elements.longitude.value = coords.longitude.toFixed(6);
    form.elements.accuracy_m.value = Math.round(best);
    form.elements.method.value = "browser";
    form.elements.taken_at.value = new Date().toISOString().slice(0, 19) + "Z";
    out.textContent = `${Math.round(best)} m. ${best > 50 ? locate.dataset.far : ""}`;
    touched();
    if (best <= 10) navigator.geolocation.clearWatch(watch);
  }, () => { out.textContent = locate.dataset.denied; }, { enableHighAccuracy: true, timeout: 30000, maximumAge: 0 });
  setTimeout(() => navigator.geolocation.clearWatch(watch), 60000);
});
