// What FranceConnect's way back brings leaves the address, and so the history, before anything else is done with it.
// The program finds it where it keeps its own choices; the code serves once, for a minute, with a secret kept apart.
if (location.pathname === '/connexion/franceconnect/retour' && location.search) {
  localStorage.setItem('flutter.mon-compte.franceconnect-retour', JSON.stringify(location.search));
  history.replaceState(history.state, '', location.pathname);
}
