// Enter in a field goes on to the next question without an answer; it never sends the form. Buttons, links and long texts keep theirs.
import { form } from "./draft.js";
import { onward } from "./questions.js";

form.addEventListener("keydown", (event) => {
  const { target, key, isComposing } = event;
  if (key !== "Enter" || isComposing || target.tagName !== "INPUT" || target.type === "file") return;
  event.preventDefault();
  onward(target);
});
