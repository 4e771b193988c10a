"""Mes notifications in a browser: asked in Courriers, chosen, shown on this device, and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.support.push_service import PushedBrowser, url_safe

if TYPE_CHECKING:
    from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

# The push service of Chromium is Google's, which no test reaches, and a Chromium without a window denies notifications
# whatever it is granted: these two answers are a stand-in's, the rest is the browser's own.
_STAND_IN = """
Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
Notification.requestPermission = async () => 'granted';
const held = () => sessionStorage.getItem('held') && ({
  toJSON: () => (SUBSCRIPTION),
  unsubscribe: async () => sessionStorage.removeItem('held'),
});
PushManager.prototype.getSubscription = async () => held();
PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
  if (!userVisibleOnly || applicationServerKey.byteLength !== 65) throw new TypeError('options');
  sessionStorage.setItem('held', 'yes');
  return held();
};
"""


async def test_notifications_on_and_off(visitor: Visitor) -> None:
    """One is asked where it makes sense, chooses, has this browser show them, takes both back, and signs out."""
    page = visitor.page
    pushed = PushedBrowser("https://push.example.net/one")
    keys = {"p256dh": pushed.p256dh, "auth": url_safe(pushed.auth)}
    subscription = json.dumps({"endpoint": pushed.endpoint, "keys": keys})
    await page.context.add_init_script(_STAND_IN.replace("SUBSCRIPTION", subscription))
    await visitor.sign_in("responsable-seul")
    await visitor.open("/mon-compte/courriers", "Courriers")
    await visitor.link("Choisir mes notifications").click()
    await visitor.sees("Mes notifications")
    payments = page.get_by_role("group", name="Un paiement")
    by_mail, by_push = payments.get_by_label("Par mail"), payments.get_by_label("Par une notification")
    await by_mail.check()
    await visitor.button("Enregistrer").click()
    await visitor.reads("Vos choix sont enregistrés")

    await visitor.button("Recevoir les notifications ici").click()
    await visitor.reads("Cet appareil affiche maintenant les notifications")
    await by_push.check()
    await visitor.button("Enregistrer").click()
    await visitor.reads("Vos choix sont enregistrés")

    await page.reload()
    await visitor.sees("Mes notifications")
    await expect(by_mail).to_be_checked()
    await expect(by_push).to_be_checked()
    await page.get_by_role("button", name="Retirer").click()
    await visitor.reads("n’affiche plus de notifications")
    await by_mail.uncheck()
    await visitor.button("Enregistrer").click()
    await visitor.reads("Vos choix sont enregistrés")
    await visitor.open("/mon-compte/courriers", "Courriers")
    await expect(visitor.link("Choisir mes notifications")).to_have_count(0)

    await visitor.open("/mon-compte/gerer/notifications", "Mes notifications")
    await visitor.button("Recevoir les notifications ici").click()
    await visitor.reads("Cet appareil affiche maintenant les notifications")
    await visitor.button("Déconnexion").first.click()
    await page.wait_for_function("() => !sessionStorage.getItem('held')")
