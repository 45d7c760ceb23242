// The form's draft: saved soon after each change, and before the page is left.
export const form = document.querySelector("form[data-autosave]");
const said = form.querySelector("[data-said]");
let timer, next, sending = false, failed = false, again = false, gone = false, edits = 0, kept = 0, busy = false, afterwards = null;

const show = (told) => {
  form.elements.draft.value = told.draft;
  form.elements.revision.value = told.revision;
  said.textContent = edits === kept ? told.said : form.dataset.saving;
  for (const [name, [done, all]] of Object.entries(told.counts)) {
    const place = document.querySelector(`[data-count="${name}"]`);
    if (!place) continue;
    place.textContent = all ? `${done}/${all}` : "";
    place.classList.toggle("done", all > 0 && done === all);
  }
  const whereabouts = form.querySelector("[data-whereabouts]");
  if (whereabouts && "whereabouts" in told) whereabouts.textContent = told.whereabouts;
};

const retry = (sentence) => { failed = true; said.textContent = sentence; next = null; clearTimeout(timer); timer = setTimeout(save, 3000); };

// Leaving waits until what was typed is kept; when that fails the page stays, with all that was typed.
const hold = (event, go) => {
  event.preventDefault();
  next = go;
  if (!sending) save();
};

export const save = async (leaving) => {
  clearTimeout(timer);
  if (gone) return;
  if (sending) { again = true; return; }
  sending = true; again = false;
  const upTo = edits;
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const keepalive = Boolean(leaving) && body.toString().length < 60000;
  try {
    const reply = await fetch(form.dataset.autosave, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
    const told = await reply.json();
    if (told.draft) { kept = upTo; failed = false; show(told); }
    else if (told.token) { form.elements.csrf_token.value = told.token; timer = setTimeout(save, 600); }
    else retry(told.said || form.dataset.failed);
  } catch {
    retry(form.dataset.failed);
  }
  sending = false;
  if (next && edits === kept) { const go = next; next = null; go(); }
  else if (again || next) save();
};

export const touched = () => { edits += 1; said.textContent = form.dataset.saving; clearTimeout(timer); timer = setTimeout(save, 600); };
form.addEventListener("input", touched);
document.addEventListener("visibilitychange", () => { if (document.hidden && edits !== kept) save(true); });
// The form sent while a save is on its way would seem another window's; another form comes back to this page.
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (busy) { event.preventDefault(); afterwards = () => target.requestSubmit(submitter); return; }
  if (sending || failed || (target !== form && edits !== kept)) hold(event, () => target.requestSubmit(submitter));
  else if (target === form) { clearTimeout(timer); gone = true; setTimeout(stay, 12000); } // a save may wait 10 s for another
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const here = !link || link.target || link.getAttribute("href").startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey;
  if (busy && !here) { event.preventDefault(); afterwards = () => { location.href = link.href; }; return; }
  if (failed && !here) hold(event, () => { location.href = link.href; });
});
// A page that is shown again, or still here a while after its form was sent, goes on being saved.
const stay = () => { gone = false; if (edits !== kept) save(); };
window.addEventListener("pageshow", stay);

// What was typed before this file had come is to be saved too.
const isChanged = (one) => (["radio", "checkbox"].includes(one.type) ? one.checked !== one.defaultChecked : "defaultValue" in one && one.value !== one.defaultValue);
if ([...form.elements].some(isChanged)) touched();

// Runs what must not be cut off by leaving the page; it answers whether the page may then be left.
export const stayUntil = async (work) => {
  busy = true;
  const mayLeave = await work();
  busy = false;
  const go = afterwards;
  afterwards = null;
  if (go && mayLeave) go();
};
