"""Programs of others, what they asked for, what they are told, and the office's EZD."""

from infolinia.partners.models.deliveries import Delivery, DeliveryState, Webhook
from infolinia.partners.models.ezd import EzdLink, EzdState
from infolinia.partners.models.partners import Partner, SeenRequest, Sees

__all__ = ["Delivery", "DeliveryState", "EzdLink", "EzdState", "Partner", "SeenRequest", "Sees", "Webhook"]
