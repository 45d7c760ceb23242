// Progressive enhancement only: every page works without this file.
(() => {
  "use strict";
  document.querySelector("[data-focus]")?.focus();
  document.querySelectorAll("[data-needs-script]").forEach((element) => { element.hidden = false; });

  const form = document.querySelector("form[data-autosave]");
  if (form) {
    const said = form.querySelector("[data-said]");
    let timer, next, sending = false, failed = false, again = false, gone = false, edits = 0, kept = 0, uploading = false, afterwards = null;

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
      const distance = form.querySelector("[data-distance]");
      if (distance && "distance" in told) distance.textContent = told.distance;
    };

    const retry = (sentence) => { failed = true; said.textContent = sentence; next = null; clearTimeout(timer); timer = setTimeout(save, 3000); };

    // Leaving waits until what was typed is kept; when that fails the page stays, with all that was typed.
    const hold = (event, go) => {
      event.preventDefault();
      next = go;
      if (!sending) save();
    };

    const save = async (leaving) => {
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

    const touched = () => { edits += 1; said.textContent = form.dataset.saving; clearTimeout(timer); timer = setTimeout(save, 600); };
    form.addEventListener("input", touched);
    document.addEventListener("visibilitychange", () => { if (document.hidden && edits !== kept) save(true); });
    // The form sent while a save is on its way would seem another window's; another form comes back to this page.
    document.addEventListener("submit", (event) => {
      const { target, submitter } = event;
      if (uploading) { event.preventDefault(); afterwards = () => target.requestSubmit(submitter); return; }
      if (sending || failed || (target !== form && edits !== kept)) hold(event, () => target.requestSubmit(submitter));
      else if (target === form) { clearTimeout(timer); gone = true; }
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      const here = !link || link.target || link.getAttribute("href").startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey;
      if (uploading && !here) { event.preventDefault(); afterwards = () => { location.href = link.href; }; return; }
      if (failed && !here) hold(event, () => { location.href = link.href; });
    });
    window.addEventListener("pageshow", () => { gone = false; });

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

    // Photos go one by one, each tried again when Constata does not answer; what it says of each stays on the page. Leaving waits.
    const upload = form.querySelector("[data-upload]");
    const bar = form.querySelector("[data-progress]");
    const sent = form.querySelector("[data-sent]");
    const post = (file, done, again) => new Promise((told) => {
      const body = new FormData();
      for (const name of ["csrf_token", "proves", "caption", "person"]) body.append(name, form.elements[name]?.value ?? "");
      body.append("photos", file);
      if (again) body.append("again", "1");
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (event) => { bar.value = done + (event.lengthComputable ? event.loaded / event.total : 0); });
      request.addEventListener("loadend", () => told(request.status < 500 && request.response));
      request.responseType = "json";
      request.open("POST", upload.formAction);
      request.setRequestHeader("Accept", "application/json");
      request.send(body);
    });
    const tell = (sentence) => { const line = document.createElement("p"); line.className = "error"; line.textContent = sentence; sent.append(line); };
    upload?.addEventListener("click", async (event) => {
      const files = [...form.elements.photos.files];
      if (!files.length && !uploading) return;
      event.preventDefault();
      if (uploading) return;
      uploading = true;
      upload.setAttribute("aria-busy", "true");
      sent.replaceChildren();
      bar.hidden = false;
      bar.max = files.length;
      const label = upload.textContent;
      for (const [place, file] of files.entries()) {
        upload.textContent = upload.dataset.sending.replace("##", files.length).replace("#", place + 1);
        let told = null;
        for (let wait = 500; !told && wait <= 4000; wait *= 2) {
          told = await post(file, place, wait > 500);
          if (told?.token) { form.elements.csrf_token.value = told.token; told = null; }
          if (!told) await new Promise((go) => setTimeout(go, wait));
        }
        if (!told) tell(upload.dataset.lost.replace("#", file.name));
        else if (told.said) tell(told.said);
        bar.value = place + 1;
      }
      try {
        const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
        const list = page.querySelector("[data-photos]");
        if (list) form.querySelector("[data-photos]").replaceWith(list);
        form.elements.photos.value = form.elements.caption.value = form.elements.proves.value = "";
        touched();
      } catch { /* each photo that was lost is told already */ }
      upload.textContent = label;
      upload.removeAttribute("aria-busy");
      bar.hidden = true;
      uploading = false;
      const go = afterwards;
      afterwards = null;
      if (go && !sent.childElementCount) go();  // what could not be kept is to be seen before leaving
    });

    const locate = form.querySelector("[data-locate]");
    locate?.addEventListener("click", () => {
      const out = form.querySelector("[data-located]");
      out.textContent = locate.dataset.searching;
      let best = Infinity;
      const watch = navigator.geolocation.watchPosition(({ coords }) => {
        if (coords.accuracy >= best) return;
        best = coords.accuracy;
        form.elements.latitude.value = coords.latitude.toFixed(6);
        form.elements.longitude.value = coords.longitude.toFixed(6);
        form.elements.accuracy_m.value = Math.round(best);
        form.elements.method.value = "browser";
        form.elements.taken_at.value = new Date().toISOString().slice(0, 19) + "Z";
        out.textContent = `${Math.round(best)} m. ${best > 50 ? locate.dataset.far : ""}`;
        touched();
        if (best <= 10) navigator.geolocation.clearWatch(watch);
      }, () => { out.textContent = locate.dataset.denied; }, { enableHighAccuracy: true, timeout: 30000, maximumAge: 0 });
      setTimeout(() => navigator.geolocation.clearWatch(watch), 60000);
    });

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
  }
})();
