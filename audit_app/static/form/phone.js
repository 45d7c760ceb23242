import { touched } from "./draft.js";
import { follow } from "./follow.js";
import { renewList } from "./photo_list.js";

// While a phone is let in for this visit, each photo of it is shown as it arrives.
const phone = document.querySelector("[data-phone]");
let shown = Number(phone?.dataset.arrived);

const heed = async ({ state, arrived }) => {
  if (arrived !== shown) {
    await renewList();
    shown = arrived;
    touched();
  }
  return state === "ended";
};
if (phone) follow(phone.dataset.phone, phone.querySelector("[data-phone-said]"), 2000, heed);
