// A field whose choices are found for what is typed in it, by the keys of ARIA's pattern.

const list = (box) => document.getElementById(box.getAttribute('aria-controls'));
const options = (box) => (box.hasAttribute('data-closed') ? [] : [...list(box)?.querySelectorAll('[role=option]') ?? []]);
const isBox = (element) => element.matches?.('[role=combobox]') ?? false;

function point(box, option) {
  for (const each of options(box)) each.ariaSelected = String(each === option);
  if (option) {
    box.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  } else box.removeAttribute('aria-activedescendant');
}

function shut(box, closed) {
  box.toggleAttribute('data-closed', closed);
  point(box, null);
  dress(box);
}

// What was found is chosen from the field: none of it is a stop of its own.
function dress(box) {
  const found = options(box);
  const closed = box.hasAttribute('data-closed');
  const shown = list(box);
  if (shown) shown.hidden = closed;
  box.ariaExpanded = String(found.length > 0);
  for (const option of found) {
    option.tabIndex = -1;
    option.ariaSelected = String(option.id === box.getAttribute('aria-activedescendant'));
  }
  if (!found.some((option) => option.id === box.getAttribute('aria-activedescendant'))) {
    box.removeAttribute('aria-activedescendant');
  }
}

export function dressAll() {
  document.querySelectorAll('[role=combobox]').forEach(dress);
}

addEventListener('keydown', (event) => {
  const box = event.target;
  if (!isBox(box) || event.isComposing || event.ctrlKey || event.metaKey) return;
  const active = document.getElementById(box.getAttribute('aria-activedescendant'));
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (box.hasAttribute('data-closed')) shut(box, false);
    const found = options(box);
    if (!found.length) return;
    const step = event.key === 'ArrowDown' ? 1 : -1;
    const at = found.indexOf(active);
    point(box, found[at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length]);
  } else if (event.key === 'Enter' && active) {
    active.click();
  } else if (event.key === 'Escape' && options(box).length) {
    shut(box, true);
  } else {
    if (event.key === 'Home' || event.key === 'End') point(box, null);
    if (event.key === 'Tab') shut(box, true);
    return;
  }
  event.preventDefault();
});

addEventListener('input', ({ target }) => isBox(target) && shut(target, false));
// Pressed by a pointer, an option leaves the focus in the field.
addEventListener('mousedown', (event) => event.target.closest?.('[role=option]') && event.preventDefault());
