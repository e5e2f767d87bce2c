"""What a page may say on the socket of texts: anything else is refused, and nothing of it harms the process."""

import pytest

from infolinia.config.processes.live import text_frames


@pytest.mark.parametrize(
    "said", ["[" * (text_frames.LARGEST_FRAME - 1), "{", "[]", "x" * (text_frames.LARGEST_FRAME + 1)]
)
def test_what_is_no_frame_is_refused(said: str) -> None:
    with pytest.raises(text_frames.BadFrame):
        text_frames.introduction(said)
