import { form, save, touched } from "./draft.js";

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); return; }
  const active = document.activeElement;
  const group = active?.closest?.("fieldset");
  if (group && /^[1-9]$/.test(event.key) && ["radio", "checkbox"].includes(active.type)) {
    const shown = [...group.querySelectorAll("input")].filter((input) => input.offsetParent);
    const chosen = shown[Number(event.key) - 1];
    if (chosen) {
      chosen.checked = chosen.type === "radio" || !chosen.checked;
      chosen.dispatchEvent(new Event("change", { bubbles: true }));
      chosen.focus();
      touched();
    }
  }
  if (event.altKey && event.key === "ArrowDown") {
    const next = [...form.querySelectorAll("fieldset")].find((one) => one.offsetParent && !one.querySelector(":checked"));
    const first = next && [...next.querySelectorAll("input")].find((input) => input.offsetParent);
    if (first) { event.preventDefault(); first.focus(); first.scrollIntoView({ block: "center" }); }
  }
});
