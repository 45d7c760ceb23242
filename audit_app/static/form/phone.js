import { touched } from "./draft.js";
import { renewList } from "./photo_list.js";

// While a phone is let in for this visit, each photo of it is shown as it arrives.
const phone = document.querySelector("[data-phone]");
let arrived = Number(phone?.dataset.arrived);

const look = async () => {
  try {
    const told = await (await fetch(phone.dataset.phone, { headers: { Accept: "application/json" } })).json();
    if (!told.state) return;
    phone.querySelector("[data-phone-said]").textContent = told.said;
    if (told.arrived !== arrived) {
      await renewList();
      arrived = told.arrived;
      touched();
    }
    if (told.state === "ended") clearInterval(watch);
  } catch { /* the line of the draft tells that Constata does not answer */ }
};
const watch = phone && setInterval(look, 2000);
