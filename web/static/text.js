// What the script itself says to the person.
export const NAME = 'Mon Compte';
export const OFFLINE = {
  title: 'Vous êtes hors connexion',
  text: 'Vérifiez votre connexion à internet. Mon Compte reprendra tout seul.',
};
export const SILENT = {
  title: 'Mon Compte ne répond pas',
  text: 'Ce n’est pas de votre fait, et votre connexion à internet fonctionne. Mon Compte reprendra tout seul dès '
    + 'qu’il répondra.',
};
export const RETRY = 'Réessayer';
export const STILL_SILENT = 'Toujours pas de réponse.';
export const WORKING = 'En cours…';
export const CANCEL = 'Annuler l’envoi';
export const CANCELLED = 'Envoi annulé.';
export const NOT_SENT = 'Le fichier n’est pas arrivé. Réessayez.';
export const sending = (name, percent) => `${name} : ${percent} % envoyés`;
export const LOST = 'La connexion a été interrompue. Votre dernière action n’a peut-être pas été prise en compte : vérifiez, '
  + 'et recommencez si besoin.';
export const CRASHED = { title: 'Mon Compte a rencontré un problème', text: '' };
export const RELOAD = 'Recharger la page';
export const TOO_LARGE = 'Ce fichier est trop volumineux. Choisissez-en un plus petit.';
