import { form, stayUntil, touched } from "./draft.js";
import { renewList } from "./photo_list.js";

// Photos go one by one, each tried again when Constata does not answer; what it says of each stays on the page. Leaving waits.
const upload = form.querySelector("[data-upload]");
const bar = form.querySelector("[data-progress]");
const sent = form.querySelector("[data-sent]");
const post = (file, done, again) => new Promise((told) => {
  const body = new FormData();
  for (const name of ["csrf_token", "proves", "caption", "person"]) body.append(name, form.elements[name]?.value ?? "");
  body.append("photos", file);
  if (again) body.append("again", "1");
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => { bar.value = done + (event.lengthComputable ? event.loaded / event.total : 0); });
  request.addEventListener("loadend", () => told(request.status < 500 && request.response));
  request.responseType = "json";
  request.open("POST", upload.formAction);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
});
const tell = (sentence) => { const line = document.createElement("p"); line.className = "error"; line.textContent = sentence; sent.append(line); };
upload?.addEventListener("click", (event) => {
  const files = [...form.elements.photos.files];
  const sending = upload.getAttribute("aria-busy") === "true";
  if (!files.length && !sending) return;
  event.preventDefault();
  if (!sending) stayUntil(() => sendAll(files));
});

const sendAll = async (files) => {
  upload.setAttribute("aria-busy", "true");
  sent.replaceChildren();
  bar.hidden = false;
  bar.max = files.length;
  const label = upload.textContent;
  for (const [place, file] of files.entries()) {
    upload.textContent = upload.dataset.sending.replace("##", files.length).replace("#", place + 1);
    let told = null;
    for (let wait = 500; !told && wait <= 4000; wait *= 2) {
      told = await post(file, place, wait > 500);
      if (told?.token) { form.elements.csrf_token.value = told.token; told = null; }
      if (!told) await new Promise((go) => setTimeout(go, wait));
    }
    if (!told) tell(upload.dataset.lost.replace("#", file.name));
    else if (told.said) tell(told.said);
    bar.value = place + 1;
  }
  try {
    await renewList();
    form.elements.photos.value = form.elements.caption.value = form.elements.proves.value = "";
    touched();
  } catch { /* each photo that was lost is told already */ }
  upload.textContent = label;
  upload.removeAttribute("aria-busy");
  bar.hidden = true;
  return !sent.childElementCount;  // what could not be kept is to be seen before leaving
};
