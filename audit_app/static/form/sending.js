// Files go one by one, each tried again when Constata does not answer; what it says of each stays on the page.
const post = (file, form, upload, names, more, progress) => new Promise((told) => {
  const body = new FormData();
  for (const name of names) body.append(name, form.elements[name]?.value ?? "");
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

// What is here already is no loss: of a folder uploaded again it is one line, which opens to the names.
const FEW = 3;
const folded = (title, lines) => {
  const list = document.createElement("details");
  list.append(Object.assign(document.createElement("summary"), { textContent: title }), ...lines);
  return list;
};

// Sends [file, {name: value}] pairs with the form's fields of these names, shows what is new, and answers whether each was kept.
export const sendAll = async (form, files, names, show) => {
  const upload = form.querySelector("[data-upload]");
  const bar = form.querySelector("[data-progress]");
  const sent = form.querySelector("[data-sent]");
  const line = (sentence) => Object.assign(document.createElement("p"), { className: "error", textContent: sentence });
  const tell = (sentence) => sent.append(line(sentence));
  const here = [];
  const label = upload.textContent;
  upload.setAttribute("aria-busy", "true");
  sent.replaceChildren();
  bar.hidden = false;
  bar.max = files.length;
  for (const [place, [file, more]] of files.entries()) {
    upload.textContent = upload.dataset.sending.replace("##", files.length).replace("#", place + 1);
    let told = upload.dataset.large && file.size > 40e6 ? { said: upload.dataset.large.replace("#", file.name) } : null;
    for (let wait = 500; !told && wait <= 4000; wait *= 2) {
      told = await post(file, form, upload, names, wait > 500 ? { ...more, again: "1" } : more, (part) => { bar.value = place + part; });
      if (told?.token) { form.elements.csrf_token.value = told.token; told = null; }
      if (!told) await new Promise((go) => setTimeout(go, wait));
    }
    if (!told) tell(upload.dataset.lost.replace("#", file.name));
    else if (told.here) here.push(told.said);
    else if (told.said) tell(told.said);
    bar.value = place + 1;
  }
  if (here.length <= FEW) here.forEach(tell);
  else sent.append(folded(upload.dataset.here.replace("#", here.length), here.map(line)));
  try { await show(); } catch { /* each photo that was lost is told already */ }
  upload.textContent = label;
  upload.removeAttribute("aria-busy");
  bar.hidden = true;
  return !sent.childElementCount;
};

export const isSending = (form) => form.querySelector("[data-upload]").getAttribute("aria-busy") === "true";
