// Files go one by one, each tried again when Constata does not answer; what it says of each stays on the page.
const LARGEST = 40e6; // bytes
const queue = []; // [file, {name: value}]
let place = 0, going = null;

const post = (form, upload, file, more, progress) => new Promise((told) => {
  const body = new FormData();
  for (const name of ["csrf_token", "audit_id"]) body.append(name, form.elements[name].value);
  for (const [name, value] of Object.entries(more)) body.append(name, value);
  body.append("photos", file);
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => progress(event.lengthComputable ? event.loaded / event.total : 0));
  request.addEventListener("loadend", () => told(request.status < 500 && request.response));
  request.responseType = "json";
  request.open("POST", upload.formAction);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
});

// Returns the sentence that says why a file was not kept; nothing when it was.
const send = async (form, upload, [file, more], progress) => {
  const named = (sentence) => sentence.replace("#", () => file.name);
  if (file.size > LARGEST) return named(upload.dataset.large);
  for (let wait = 500; wait <= 4000; wait *= 2) {
    const told = await post(form, upload, file, wait > 500 ? { ...more, again: "1" } : more, progress);
    if (told && !told.token) return told.said;
    if (told) form.elements.csrf_token.value = told.token;
    await new Promise((go) => setTimeout(go, wait));
  }
  return named(upload.dataset.lost);
};

const parts = (form) => ["upload", "progress", "sent"].map((part) => form.querySelector(`[data-${part}]`));

const tellHowFar = (form) => {
  const [upload, bar] = parts(form);
  upload.textContent = upload.dataset.sending.replace("##", queue.length).replace("#", place + 1);
  bar.max = queue.length;
};

const sendQueue = async (form, show) => {
  const [upload, bar, sent] = parts(form);
  const label = upload.textContent;
  upload.setAttribute("aria-busy", "true");
  sent.replaceChildren();
  bar.hidden = false;
  for (place = 0; place < queue.length;) {
    tellHowFar(form);
    const said = await send(form, upload, queue[place], (part) => { bar.value = place + part; });
    if (said) sent.append(Object.assign(document.createElement("p"), { className: "error", textContent: said }));
    place += 1;
    bar.value = place;
    if (place === queue.length) try { await show(); } catch { /* each photo that was lost is told already */ }
  }
  queue.length = 0;
  going = null;
  upload.textContent = label;
  upload.removeAttribute("aria-busy");
  bar.hidden = true;
  return !sent.childElementCount;
};

export const isSending = () => going !== null;

// Sends [file, {name: value}] pairs after those on their way, shows what is new at the end, and answers whether each was kept.
export const sendAll = (form, files, show) => {
  queue.push(...files);
  going ??= sendQueue(form, show);
  tellHowFar(form);
  return going;
};
