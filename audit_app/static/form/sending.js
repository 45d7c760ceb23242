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

const line = (sentence) => Object.assign(document.createElement("p"), { className: "error", textContent: sentence });
export const tell = (form, sentence) => form.querySelector("[data-sent]").append(line(sentence));

// What is here already is no loss: of a folder uploaded again it is one line, which opens to the names.
const FEW = 3;
const tellHere = (form, title, sentences) => {
  if (sentences.length <= FEW) { for (const sentence of sentences) tell(form, sentence); return; }
  const list = document.createElement("details");
  list.append(Object.assign(document.createElement("summary"), { textContent: title.replace("#", sentences.length) }), ...sentences.map(line));
  form.querySelector("[data-sent]").append(list);
};

// Sends [file, {name: value}] pairs with the form's fields of these names, those added meanwhile too, and shows what is new.
export const sendAll = async (form, files, names, show) => {
  const upload = form.querySelector("[data-upload]");
  const bar = form.querySelector("[data-progress]");
  const here = [];
  const label = upload.textContent;
  upload.setAttribute("aria-busy", "true");
  bar.hidden = false;
  for (let place = 0; files.length; place += 1) {
    bar.max = place + files.length;
    upload.textContent = upload.dataset.sending.replace("##", bar.max).replace("#", place + 1);
    const [file, more] = files.shift();
    let told = file.size > 40e6 ? { said: upload.dataset.large.replace("#", () => file.name) } : null;
    for (let wait = 500; !told && wait <= 4000; wait *= 2) {
      told = await post(file, form, upload, names, wait > 500 ? { ...more, again: "1" } : more, (part) => { bar.value = place + part; });
      if (told?.token) { form.elements.csrf_token.value = told.token; told = null; }
      if (!told) await new Promise((go) => setTimeout(go, wait));
    }
    if (!told) tell(form, upload.dataset.lost.replace("#", () => file.name));
    else if (told.here) here.push(told.said);
    else if (told.said) tell(form, told.said);
    bar.value = place + 1;
    if (!files.length) try { await show(); } catch { /* each photo that was lost is told already */ }
  }
  tellHere(form, upload.dataset.here, here);
  upload.textContent = label;
  upload.removeAttribute("aria-busy");
  bar.hidden = true;
};

export const isSending = (form) => form.querySelector("[data-upload]").getAttribute("aria-busy") === "true";
