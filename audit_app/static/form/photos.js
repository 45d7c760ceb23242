import { form, stayUntil, touched } from "./draft.js";
import { renewList } from "./photo_list.js";
import { isSending, sendAll } from "./sending.js";

// A visit's photos are sent where its form stands, and shown there; leaving waits for them.
form.querySelector("[data-upload]")?.addEventListener("click", (event) => {
  const files = [...form.elements.photos.files].map((file) => [file, {}]);
  if (!files.length && !isSending(form)) return;
  event.preventDefault();
  if (lacksName(event.currentTarget)) return;
  // What could not be kept is to be seen before leaving.
  if (!isSending(form)) stayUntil(() => sendAll(form, files, ["csrf_token", "proves", "caption", "person"], show));
});

// Without a name no photo is kept: it is asked for once, and what was chosen and typed stays.
const lacksName = (upload) => {
  const name = form.elements.person;
  if (!name || name.value.trim()) return false;
  const line = Object.assign(document.createElement("p"), { className: "error", textContent: upload.dataset.nameless });
  form.querySelector("[data-sent]").replaceChildren(line);
  name.focus();
  return true;
};

const show = async () => {
  await renewList();
  form.elements.photos.value = form.elements.caption.value = form.elements.proves.value = "";
  touched();
};
