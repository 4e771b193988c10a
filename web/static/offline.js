// The network is there again: so is the page that was asked for.
addEventListener('online', () => location.reload());
