import { isSending, sendAll, tell } from "./sending.js";

// A day's photos: chosen, a whole folder of them, or dropped on the page; sent one by one, then shown with what was chosen so far.
const form = document.querySelector("[data-drop]");
const folder = document.getElementById("folder");
const words = form.querySelector("[data-upload]").dataset;
const HIDDEN = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i;
const NAMES = /\.(jpe?g|jfif|mpo|png|hei[cf])$/i;
const HEADS = /^(\xff\xd8\xff|\x89PNG|.{4}ftyp(hei|hev|mif1|msf1))/s;
const MOST_NAMED = 5;
const queue = [];
const named = (files) => [...files].map((file) => [file, { path: file.webkitRelativePath || file.name }]);

// What is called a photo, or begins as one; the rest of a folder is not sent.
const isPhoto = async (file) => {
  const head = new Uint8Array(await (file.size ? file.slice(0, 12) : file).arrayBuffer());  // one that is gone has no size
  return NAMES.test(file.name) || HEADS.test(String.fromCharCode(...head));
};

const send = async (files) => {
  const others = [], unread = [];
  if (!isSending(form)) form.querySelector("[data-sent]").replaceChildren();
  for (const [file, more] of files.sort(([, one], [, other]) => (one.path < other.path ? -1 : 1))) {
    if (HIDDEN.test(more.path)) continue;
    const kind = file ? await isPhoto(file).catch(() => null) : null;
    if (kind) queue.push([file, more]); else (kind === null ? unread : others).push(more.path);
  }
  tellOf(words.others, others);
  tellOf(words.unread, unread);
  if (queue.length && !isSending(form)) await sendAll(form, queue, ["csrf_token", "audit_id"], show);
};

// Many files are told in one sentence, the first by their names.
const tellOf = (sentence, paths) => {
  const rest = paths.length - MOST_NAMED;
  const names = paths.slice(0, MOST_NAMED).join(", ") + (rest > 0 ? ` ${words.more.replace("#", rest)}` : "");
  if (paths.length) tell(form, sentence.replace("#", () => names));
};

form.addEventListener("submit", (event) => {
  const files = named(form.elements.photos.files);
  if (!files.length && !isSending(form)) return;
  event.preventDefault();
  form.elements.photos.value = "";
  send(files);
});
folder.addEventListener("change", () => {
  const files = named(folder.files);
  folder.value = "";
  send(files);
});

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
window.addEventListener("beforeunload", (event) => { if (isSending(form)) event.preventDefault(); });

// Dropped folders are read to their depth; a browser gives a hundred entries at a time. What cannot be read has no file.
const within = async (entry, path) => {
  const unread = [[null, { path: path + entry.name }]];
  if (entry.isFile) return await new Promise((got) => entry.file((file) => got([[file, unread[0][1]]]), () => got(unread)));
  const reader = entry.createReader(), found = [];
  for (let some = [null]; some.length;) {
    some = await new Promise((got) => reader.readEntries(got, () => got(null)));
    if (!some) return unread;
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
