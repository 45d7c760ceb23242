import { form, stayUntil, touched } from "./draft.js";
import { renewList } from "./photo_list.js";
import { isSending, sendAll } from "./sending.js";

// A visit's photos are sent where its form stands, and shown there; leaving waits for them. What could not be kept is to be seen first.
// The fields are free at once for the next ones, which go with what is said of them.
const { photos, proves, caption, person } = form.elements;

form.querySelector("[data-upload]")?.addEventListener("click", (event) => {
  if (!photos.files.length && !isSending()) return;
  event.preventDefault();
  const said = { proves: proves.value, caption: caption.value, person: person?.value ?? "" };
  const files = [...photos.files].map((file) => [file, said]);
  if (!files.length) return;
  photos.value = caption.value = proves.value = "";
  stayUntil(sendAll(form, files, show));
});

const show = () => { touched(); return renewList(); };
