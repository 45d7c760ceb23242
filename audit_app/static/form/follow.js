// Asks how it goes with a phone and says it, each time a while after the answer before, until what heeds it says that it is over.
export const follow = (address, place, pause, heed) => {
  const again = () => setTimeout(ask, pause);
  const ask = async () => {
    try {
      const told = await (await fetch(address, { headers: { Accept: "application/json" } })).json();
      if (told.state) {
        place.textContent = told.said;
        if (await heed(told)) return;
      }
    } catch { /* it is asked again */ }
    again();
  };
  again();
};
