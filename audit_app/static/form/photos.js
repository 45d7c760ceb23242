import { form, stayUntil, touched } from "./draft.js";
import { renewList } from "./photo_list.js";
import { isSending, sendAll, tell } from "./sending.js";

// A visit's photos are sent where its form stands, and shown there; leaving waits for them.
const queue = [];
let asked = {};
form.querySelector("[data-upload]")?.addEventListener("click", (event) => {
  const { photos, caption, proves } = form.elements;
  if (!photos.files.length && !isSending(form)) return;
  event.preventDefault();
  if (lacksName(event.currentTarget)) return;
  if (photos.files.length) asked = { caption: caption.value, proves: proves.value };
  for (const file of photos.files) queue.push([file, asked]);
  photos.value = "";
  if (!isSending(form)) stayUntil(sendQueue);
});

// Without a name no photo is kept: it is asked for once, and what was chosen and typed stays.
const lacksName = (upload) => {
  const name = form.elements.person;
  if (!name || name.value.trim()) return false;
  form.querySelector("[data-sent]").replaceChildren();
  tell(form, upload.dataset.nameless);
  name.focus();
  return true;
};

// Answers whether each was kept: what could not be is to be seen before leaving.
const sendQueue = async () => {
  const sent = form.querySelector("[data-sent]");
  sent.replaceChildren();
  await sendAll(form, queue, ["csrf_token", "audit_id", "person"], show);
  return !sent.childElementCount;
};

// What was typed for other photos meanwhile stays.
const show = () => {
  for (const [name, value] of Object.entries(asked)) if (form.elements[name].value === value) form.elements[name].value = "";
  touched();
  return renewList();
};
