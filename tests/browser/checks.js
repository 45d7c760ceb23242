// What axe does not look at, of the page as it stands: returns one line for each finding.
(mode) => {
  const found = [];
  const tell = (rule, element, fact = "") => found.push(`${rule}: ${element.outerHTML.slice(0, 110)} ${fact}`);
  const shows = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen, [aria-hidden=true]");
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shows);

  const rgb = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => Object.fromEntries(["r", "g", "b"].map((c) => [c, top[c] * top.a + under[c] * (1 - top.a)]).concat([["a", 1]]));
  const background = (element) => {
    if (!element) return rgb("rgb(255, 255, 255)");
    const own = rgb(getComputedStyle(element).backgroundColor);
    return own.a === 1 ? own : over(own, background(element.parentElement));
  };
  const luminance = ({ r, g, b }) => {
    const [red, green, blue] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  // Targets: everything that is pressed or typed into; links within a sentence are exempt (WCAG 2.5.8).
  const least = mode === "sun" ? 56 : 48;
  const pressed = "button, [role=button], .button, summary, select, textarea, .choice label, .chip, .top a, .steps a, .keys a, "
    + "input:not([type=hidden], [type=radio], [type=checkbox])";
  for (const element of all(pressed)) {
    const { width, height } = element.getBoundingClientRect();
    if (height < least - 0.5 || width < least - 0.5) tell("target", element, `${Math.round(width)} x ${Math.round(height)}`);
  }

  // Edges: what bounds a control differs 3 : 1 from what is around it.
  for (const element of all(".button:not(.plain), select, textarea, .choice label, .chip, input:not([type=hidden], [type=radio], [type=checkbox], [type=file])")) {
    const style = getComputedStyle(element);
    const around = background(element.parentElement);
    const edge = parseFloat(style.borderTopWidth) >= 1 ? over(rgb(style.borderTopColor), around) : background(element);
    const ratio = Math.max(contrast(edge, around), contrast(background(element), around));
    if (ratio < 3) tell("edge", element, ratio.toFixed(2));
  }

  // Structure.
  if (all("h1").length !== 1) found.push(`h1: ${all("h1").length}`);
  if (document.querySelectorAll("main").length !== 1) found.push("main: not one");
  if (!document.title.trim()) found.push("title: none");
  if (!["es-MX", "en"].includes(document.documentElement.lang)) found.push(`lang: ${document.documentElement.lang}`);
  for (const head of document.querySelectorAll("th")) {
    if (!head.scope) tell("scope", head);
    if (!head.textContent.trim()) tell("header without words", head);
  }
  for (const link of document.querySelectorAll("a[href^='#']:not([role=button])")) {
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) tell("leads nowhere", link);
  }
  for (const message of document.querySelectorAll(".good")) if (message.getAttribute("role") !== "status") tell("status", message);
  for (const summary of document.querySelectorAll(".errors[data-focus]")) if (document.activeElement !== summary) tell("focus", summary);
  if (document.documentElement.scrollWidth > window.innerWidth) found.push(`scrolls: ${document.documentElement.scrollWidth} of ${window.innerWidth}`);
  return found;
}
