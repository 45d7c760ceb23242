// Fills in where this laptop is, as its browser says, and asks again.
const button = document.querySelector("[data-from-here]");
button?.addEventListener("click", () => {
  const words = button.textContent;
  button.textContent = button.dataset.searching;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const field = button.form.elements.from;
    field.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
    button.form.requestSubmit();
  }, () => { button.textContent = button.dataset.denied; setTimeout(() => { button.textContent = words; }, 6000); }, { enableHighAccuracy: true, timeout: 30000 });
});
