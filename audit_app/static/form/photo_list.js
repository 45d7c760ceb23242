// Shows the photos that the work has now, without touching the rest of the page.
export const renewList = async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const list = page.querySelector("[data-photos]");
  if (list) document.querySelector("[data-photos]").replaceWith(list);
};
