const root = document.getElementById('root');
const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/-/socket?tab=${document.body.dataset.tab}`);
const say = (said) => socket.send(JSON.stringify(said));
const fields = () => Object.fromEntries([...root.querySelectorAll('input')].map((f) => [f.id, f.value]));
addEventListener('click', (event) => {
  const pressed = event.target.closest('.press');
  if (!pressed) return;
  event.preventDefault();
  say({ fields: fields(), at: pressed.id, event: 'click' });
});
socket.addEventListener('message', ({ data }) => {
  const told = JSON.parse(data);
  if (told.body) root.innerHTML = told.body;
  if (told.title) document.title = told.title;
  if (told.route) history.pushState(null, '', told.route);
  if (told.focus) document.getElementById(told.focus)?.focus();
});
