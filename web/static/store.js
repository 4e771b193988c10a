// What this browser tab remembers while its page is away.

export function put(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch { /* nothing is kept here */ }
}

// Returns what was put, once.
export function take(name) {
  try {
    const value = JSON.parse(sessionStorage.getItem(name));
    sessionStorage.removeItem(name);
    return value;
  } catch {
    return null;
  }
}
