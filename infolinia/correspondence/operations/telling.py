"""Which screens show a message that has changed."""

from infolinia.core import live
from infolinia.correspondence.carriers import TOPIC
from infolinia.correspondence.models import Message, Status


def tell(message: Message) -> None:
    """Tell the screens of its matter and conversation, and the list of what needs a person."""
    of_message = (message.status != Status.SENT, TOPIC)
    of_matter = (message.matter_id, f"matter.{message.matter_id}")
    of_conversation = (message.conversation_id, f"conversation.{message.conversation_id}")
    live.publish_all(*(topic for is_shown, topic in (of_message, of_matter, of_conversation) if is_shown))
