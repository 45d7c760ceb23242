import { follow } from "./follow.js";

// The page with the code gives way to the visit as soon as the phone is let in.
const code = document.querySelector("[data-status]");

follow(code.dataset.status, code.querySelector("[data-phone-said]"), 1000, ({ state }) => {
  if (state === "paired") location.replace(code.dataset.visit);
  code.classList.toggle("spent", state !== "waiting");
  return state !== "waiting";
});
