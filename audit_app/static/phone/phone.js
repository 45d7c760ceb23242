// Photos go one by one as they are taken or chosen, each tried four times; what becomes of each stays on the page.
const form = document.querySelector("form");
const list = document.querySelector("[data-list]");
const total = document.querySelector("[data-total]");
const words = list.dataset;
const queue = [];
let busy = false;

const element = (name, text, kind = "") => { const made = document.createElement(name); made.textContent = text; made.className = kind; return made; };

const post = (file, bar, again) => new Promise((told) => {
  const body = new FormData();
  body.append("token", form.elements.token.value);
  body.append("photos", file);
  if (again) body.append("again", "1");
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
  request.addEventListener("loadend", () => told(request.status && request.status < 500 ? request.response : null));
  request.responseType = "json";
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
});

const send = async ({ file, line }) => {
  const bar = document.createElement("progress");
  line.replaceChildren(element("b", file.name), element("span", words.sending), bar);
  let told = file.size > Number(words.largest) ? { said: words.large.replace("##", file.name) } : null;
  for (let wait = 500; !told && wait <= 4000; wait *= 2) {
    told = await post(file, bar, wait > 500);
    if (!told) await new Promise((go) => setTimeout(go, wait));
  }
  if (told?.told) total.textContent = told.told;
  if (!told) {
    const retry = element("button", words.again, "button second");
    retry.type = "button";
    retry.addEventListener("click", () => add([file], line));
    line.replaceChildren(element("b", file.name), element("span", words.lost, "error"), retry);
  } else {
    line.replaceChildren(element("b", file.name), told.said ? element("span", told.said, "error") : element("span", words.kept, "kept"));
  }
};

const work = async () => {
  if (busy) return;
  busy = true;
  while (queue.length) await send(queue.shift());
  busy = false;
};

const add = (files, line = null) => {
  const before = list.firstChild;  // the newest stand first, where they are seen
  for (const file of files) {
    const shown = line ?? list.insertBefore(document.createElement("li"), before);
    shown.replaceChildren(element("b", file.name), element("span", words.waiting));
    queue.push({ file, line: shown });
  }
  work();
};

document.documentElement.classList.add("scripted");
form.querySelector("[data-send]").hidden = true;
form.querySelectorAll("input[type=file]").forEach((input) => input.addEventListener("change", () => {
  add([...input.files]);
  input.value = "";
}));
window.addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
