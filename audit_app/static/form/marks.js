import { form, touched } from "./draft.js";

form.querySelectorAll("[data-fill]").forEach((button) => button.addEventListener("click", () => {
  const names = new Set([...form.querySelectorAll("input[type=radio]")].map((input) => input.name));
  const blank = [...names].filter((name) => !form.elements[name].value);
  blank.forEach((name) => { form.elements[name].value = button.dataset.fill; });
  form.elements.bulk.value += " " + blank.map((name) => name.replace("doc_", "")).join(" ");
  touched();
}));
form.addEventListener("change", ({ target }) => {
  if (form.elements.bulk && target.type === "radio") {  // what a person then marks by hand is no longer marked in bulk
    form.elements.bulk.value = form.elements.bulk.value.split(" ").filter((code) => "doc_" + code !== target.name).join(" ");
  }
  if (target.type === "checkbox" && target.checked) {  // "none" and "no answer" stand alone
    form.querySelectorAll(`input[name="${target.name}"]`).forEach((other) => {
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
    });
  }
});
