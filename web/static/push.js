// Notifications that the browser shows by itself: fetched where a screen asks whether it does.

const SUBSCRIBES = '[data-subscribes]';

// What the last press has begun: browsers ask their person within the very press alone.
let asked = null;

const isThere = () => 'PushManager' in window && 'Notification' in window && 'serviceWorker' in navigator;
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));

async function found() {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return registration?.pushManager.getSubscription() ?? null;
}

function said(subscription) {
  if (Notification.permission === 'denied') return { state: 'denied' };
  if (!subscription) return { state: 'off' };
  const { endpoint, keys: { p256dh, auth } } = subscription.toJSON();
  return { state: 'on', endpoint, p256dh, auth };
}

export async function state() {
  return isThere() ? said(await found()) : { state: 'absent' };
}

async function begin(key) {
  if (!isThere()) return { state: 'absent' };
  if (await Notification.requestPermission() !== 'granted') return said(null);
  await navigator.serviceWorker.register('/-/worker.js', { scope: '/' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const applicationServerKey = bytes(key);
  const subscribe = () => pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  try {
    return said(await subscribe());
  } catch (failure) {
    // One with the key of before takes nothing of who sends now.
    if (failure.name !== 'InvalidStateError') throw failure;
    await (await pushManager.getSubscription())?.unsubscribe();
    return said(await subscribe());
  }
}

export function subscribe(key) {
  const begun = asked ?? begin(key);
  asked = null;
  return begun;
}

export async function unsubscribe() {
  if (!isThere()) return { state: 'absent' };
  await (await found())?.unsubscribe();
  return said(null);
}

addEventListener('click', ({ target }) => {
  const { subscribes } = target.closest?.(SUBSCRIBES)?.dataset ?? {};
  if (!subscribes) return;
  asked = begin(subscribes);
  asked.catch(() => {});  // it is told to who asks what came of it
}, { capture: true });
