import { isSending, sendAll } from "./sending.js";

// A day's photos: chosen, a whole folder of them, or dropped on the page; sent one by one, then shown with what was chosen so far.
const form = document.querySelector("[data-drop]");
const folder = document.getElementById("folder");
const SYSTEM = /^(\.|Thumbs\.db$|desktop\.ini$)/i;
const named = (files) => [...files].map((file) => [file, { path: file.webkitRelativePath || file.name }]);

const send = (files) => {
  const photos = files.filter(([file]) => !SYSTEM.test(file.name));
  if (photos.length) sendAll(form, photos, show);
};

// The fields are free at once for more, which follow.
const sendChosen = () => {
  const files = [...named(form.elements.photos.files), ...named(folder.files)];
  form.elements.photos.value = folder.value = "";
  send(files);
};

form.addEventListener("submit", (event) => {
  if (!form.elements.photos.files.length && !folder.files.length && !isSending()) return;
  event.preventDefault();
  sendChosen();
});
folder.addEventListener("change", sendChosen);

// What a person has ticked and typed meanwhile stays, and so does where they are, when the list is shown anew.
const show = async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const list = page.querySelector("[data-waiting]");
  const touched = [...document.querySelectorAll("[data-waiting] [data-touched]")];
  for (const old of touched) {
    const box = old.type === "checkbox";
    const now = list.querySelector(box ? `[name="take"][value="${old.value}"]` : `[name="${CSS.escape(old.name)}"]`);
    if (now) { now.dataset.touched = ""; if (box) now.checked = old.checked; else now.value = old.value; }
  }
  list.querySelectorAll("[data-needs-script]").forEach((element) => { element.hidden = false; });
  const focused = document.querySelector("[data-waiting] :focus");
  document.querySelector("[data-waiting]").replaceWith(list);
  if (focused) [...list.querySelectorAll("input")].find(({ name, value, type }) => name === focused.name && (type !== "checkbox" || value === focused.value))?.focus();
};

document.addEventListener("input", ({ target }) => {
  const line = target.closest("[data-waiting] li");
  if (!line) return;
  target.dataset.touched = "";
  const tick = line.querySelector("[name=take]");
  if (target !== tick && target.value.trim()) { tick.checked = true; tick.dataset.touched = ""; }
});
document.addEventListener("click", ({ target }) => {
  if (!target.matches("[data-tick]")) return;
  const ticks = [...target.closest("section").querySelectorAll("[name=take]")];
  const all = ticks.every((tick) => tick.checked);
  for (const tick of ticks) { tick.checked = !all; tick.dataset.touched = ""; }
});
window.addEventListener("beforeunload", (event) => { if (isSending()) event.preventDefault(); });

// Dropped folders are read to their depth; a browser gives a hundred entries at a time.
const within = async (entry, path) => {
  if (entry.isFile) return [[await new Promise((got, failed) => entry.file(got, failed)), { path: path + entry.name }]];
  const reader = entry.createReader(), found = [];
  for (let some = [null]; some.length;) {
    some = await new Promise((got, failed) => reader.readEntries(got, failed));
    found.push(...some);
  }
  const inner = [];
  for (const one of found) inner.push(...await within(one, `${path}${entry.name}/`));
  return inner;
};
document.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); form.dataset.over = ""; } });
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) delete form.dataset.over; });
document.addEventListener("drop", async (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  delete form.dataset.over;
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const dropped = named(event.dataTransfer.files);
  const files = entries.length ? (await Promise.all(entries.map((entry) => within(entry, "")))).flat() : dropped;
  send(files);
});
