"""How the starter city's advisers work beside the telephone: everybody writes, one of them signs."""

from infolinia.demo import store

TEXTS, BESIDE_CALL = 2, 1
SIGNS = "doradca"
SIGN_LANGUAGE = "pjm"


def load_ways_of_working() -> None:
    """Let advisers write and one sign, once: as soon as any settings of work are there, they are the office's own."""
    settings = store.table("routing.WorkSettings")._default_manager
    if settings.exists():
        return
    advisers = store.table("city.Staff")._default_manager.filter(role="adviser")
    settings.bulk_create(
        [settings.model(staff_id=one.pk, texts=TEXTS, texts_beside_call=BESIDE_CALL) for one in advisers]
    )
    named = {"name": "polski język migowy"}
    skill, _is_new = store.table("routing.Skill")._default_manager.get_or_create(code=SIGN_LANGUAGE, defaults=named)
    if signer := advisers.filter(username=SIGNS).first():
        store.table("routing.StaffSkill")._default_manager.create(staff=signer, skill=skill, level=4)
