// Progressive enhancement only: every page works without scripts.
document.querySelector("[data-focus]")?.focus();
document.querySelectorAll("[data-needs-script]").forEach((element) => { element.hidden = false; });
