"""Webhooks: a site's deliveries are posted to its receiver, signed by Standard Webhooks."""

from evenhand.connectors.webhook.send import Webhook, check_receiver
from evenhand.connectors.webhook.signing import sign, verify

__all__ = ["Webhook", "check_receiver", "sign", "verify"]
