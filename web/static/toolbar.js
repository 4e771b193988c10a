// Buttons that are one stop of the Tab key, the one that is on; the arrows go from one to the next.

const buttons = (toolbar) => [...toolbar.querySelectorAll('button')];

export function dressAll() {
  for (const toolbar of document.querySelectorAll('[role=toolbar]')) {
    const { activeElement } = document;
    const on = toolbar.contains(activeElement) ? activeElement : toolbar.querySelector('[aria-pressed=true]');
    stop(toolbar, on ?? buttons(toolbar)[0]);
  }
}

function stop(toolbar, at) {
  for (const each of buttons(toolbar)) each.tabIndex = each === at ? 0 : -1;
}

addEventListener('keydown', (event) => {
  const toolbar = event.target.closest?.('[role=toolbar]');
  if (!toolbar || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const all = buttons(toolbar);
  const at = all.indexOf(event.target);
  const next = all[{ ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key]];
  if (!next) return;
  event.preventDefault();
  stop(toolbar, next);
  next.focus();
});
