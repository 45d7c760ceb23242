// Shows what the work's photos are now, without touching the rest of the page; one after another, so that no older list comes last.
let last = Promise.resolve();

const renew = async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const parts = page.querySelectorAll("[data-photos], [data-photo-places]");
  if (!parts.length) throw new Error("no photos");  // a refusal, or a page that breaks off
  for (const part of parts) document.querySelector("photos" in part.dataset ? "[data-photos]" : "[data-photo-places]").replaceWith(part);
};

export const renewList = () => { last = last.catch(() => {}).then(renew); return last; };
