"""Fields of the matter page. They only check that something was typed; what may be done the operation decides."""

from infolinia.web.units.forms.base import StepForm
from infolinia.web.units.forms.ending import CloseForm
from infolinia.web.units.forms.moving import (
    ContractForm,
    ExtendForm,
    NoticeForm,
    ResumeForm,
    ReturnForm,
    SignForm,
    SplitForm,
    TakeForm,
    WaitForm,
)
from infolinia.web.units.forms.talking import (
    AnswerForm,
    AskForm,
    ContactForm,
    NoteForm,
    PlanForm,
    ReopenForm,
    ReplyForm,
    SettleForm,
    ZnakForm,
)

__all__ = [
    "AnswerForm",
    "AskForm",
    "CloseForm",
    "ContactForm",
    "ContractForm",
    "ExtendForm",
    "NoteForm",
    "NoticeForm",
    "PlanForm",
    "ReopenForm",
    "ReplyForm",
    "ResumeForm",
    "ReturnForm",
    "SettleForm",
    "SignForm",
    "SplitForm",
    "StepForm",
    "TakeForm",
    "WaitForm",
    "ZnakForm",
]
