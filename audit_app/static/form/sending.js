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

export const tell = (form, sentence) => {
  const line = document.createElement("p");
  line.className = "error";
  line.textContent = sentence;
  form.querySelector("[data-sent]").append(line);
};

// Sends [file, {name: value}] pairs with the form's fields of these names, those added meanwhile too, and shows what is new.
export const sendAll = async (form, files, names, show) => {
  const upload = form.querySelector("[data-upload]");
  const bar = form.querySelector("[data-progress]");
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
    else if (told.said) tell(form, told.said);
    bar.value = place + 1;
    if (!files.length) try { await show(); } catch { /* each photo that was lost is told already */ }
  }
  upload.textContent = label;
  upload.removeAttribute("aria-busy");
  bar.hidden = true;
};

export const isSending = (form) => form.querySelector("[data-upload]").getAttribute("aria-busy") === "true";
