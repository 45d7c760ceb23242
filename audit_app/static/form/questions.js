// The questions of a form in their order: which still want an answer, and how to go from one to another.
import { form } from "./draft.js";

const filled = (control) => (["radio", "checkbox"].includes(control.type) ? control.checked : control.value.trim() !== "");
const controls = (question) => [...question.querySelectorAll("input, select, textarea")].filter((one) => one.offsetParent);
const shown = () => [...form.querySelectorAll("[data-asked]")].filter((question) => controls(question).length);
const both = /\d\s*[,; ]\s*[-+]?\d/;  // a latitude and a longitude pasted into one box

const answered = (question) => {
  const instead = form.elements[question.dataset.unless];
  if (controls(question).some(filled) || instead?.value.trim()) return true;
  if (question.querySelector("[type=file]")) return Boolean(form.querySelector("[data-photos] img"));
  return question.querySelector("[name=longitude]") !== null && both.test(form.elements.latitude.value);
};

const follows = (one, other) => Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) && !other.contains(one);

const stop = (place, focused) => {
  focused.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
};

const enter = (question) => stop(question, controls(question).find((one) => one.checked) ?? controls(question)[0]);

// Goes to the next question without an answer, round to the first when none follows; to the last button when all have one.
export const onward = (from) => {
  const open = shown().filter((question) => !answered(question) && !question.contains(from));
  const next = open.find((question) => follows(question, from)) ?? open[0];
  const last = form.querySelector("[data-last]");
  if (next) enter(next);
  else if (last) stop(last, last);
};

// Goes back to the question before, answered or not.
export const back = (from) => {
  const before = shown().filter((question) => follows(from, question));
  if (before.length) enter(before.at(-1));
};
