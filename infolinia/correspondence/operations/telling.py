"""Which screens show a message that has changed."""

from infolinia.core import live
from infolinia.correspondence.carriers import TOPIC
from infolinia.correspondence.models import Message, Status


def tell(message: Message) -> None:
    """Tell the screens of its matter and conversation, and the list of what needs a person."""
    if message.status != Status.SENT:
        live.publish(TOPIC)
    if message.matter_id:
        live.publish("matter", message.matter_id)
    if message.conversation_id:
        live.publish("conversation", message.conversation_id)
