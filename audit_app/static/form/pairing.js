// The page with the code gives way to the visit as soon as the phone is let in.
const code = document.querySelector("[data-status]");

const watch = setInterval(async () => {
  try {
    const told = await (await fetch(code.dataset.status, { headers: { Accept: "application/json" } })).json();
    if (!told.state) return;
    document.querySelector("[data-phone-said]").textContent = told.said;
    if (told.state === "paired") location.replace(code.dataset.visit);
    if (told.state !== "waiting") { clearInterval(watch); code.classList.add("spent"); }
  } catch { /* it is asked again */ }
}, 1000);
