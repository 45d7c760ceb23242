import { form, stayUntil, touched } from "./draft.js";
import { renewList } from "./photo_list.js";
import { isSending, sendAll } from "./sending.js";

// A visit's photos are sent where its form stands, and shown there; leaving waits for them.
form.querySelector("[data-upload]")?.addEventListener("click", (event) => {
  const files = [...form.elements.photos.files].map((file) => [file, {}]);
  if (!files.length && !isSending(form)) return;
  event.preventDefault();
  // What could not be kept is to be seen before leaving.
  if (!isSending(form)) stayUntil(() => sendAll(form, files, ["csrf_token", "proves", "caption", "person"], show));
});

const show = async () => {
  await renewList();
  form.elements.photos.value = form.elements.caption.value = form.elements.proves.value = "";
  touched();
};
