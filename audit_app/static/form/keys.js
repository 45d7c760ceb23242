// The keys of a form. Settings turn them off: then this file is not asked for.
import { form, save } from "./draft.js";
import { back, onward } from "./questions.js";

form.dataset.keys = "";
const list = document.querySelector("dialog[data-keys-list]");
document.querySelector("[data-show-keys]")?.addEventListener("click", (event) => { event.preventDefault(); list.showModal(); });

const isChoice = (control) => ["radio", "checkbox"].includes(control.type);
const isTyping = (control) => control.matches("input, select, textarea") && !isChoice(control) && control.type !== "file";
const opensAList = (control) => control.matches("select, [type=date], [type=time]");  // Alt and an arrow are theirs

// A number answers. Where one answer is asked for and there was none, it goes on; an answer that is changed can be looked at.
const choose = (control, number) => {
  const group = control.closest("fieldset");
  const chosen = [...group.querySelectorAll("input")].filter((input) => input.offsetParent)[number - 1];
  if (!chosen) return;
  const first = chosen.type === "radio" && !group.querySelector(":checked");
  chosen.checked = chosen.type === "radio" || !chosen.checked;
  chosen.focus();
  for (const name of ["input", "change"]) chosen.dispatchEvent(new Event(name, { bubbles: true }));
  if (first) onward(chosen);
};

document.addEventListener("keydown", (event) => {
  const { key, target, altKey } = event;
  const control = event.ctrlKey || event.metaKey;
  if (list?.open) return;
  if (control && !altKey && key.toLowerCase() === "s") { event.preventDefault(); save(); return; }
  if (control) return;
  if (altKey) {
    if (!["ArrowDown", "ArrowUp"].includes(key) || opensAList(target)) return;
    event.preventDefault();
    (key === "ArrowDown" ? onward : back)(target);
  } else if (key === "?" && list && !isTyping(target)) {
    event.preventDefault();
    list.showModal();
  } else if (/^[1-9]$/.test(key) && isChoice(target) && form.contains(target)) {
    event.preventDefault();  // the number is not typed where the answer leads
    choose(target, Number(key));
  }
});
