"""What the line says: every prompt as data, its code and its text in each language of the line.

`{city}` is the city's name. A sentence that names the next opening is put together from prompts:
`closed`, `opens-today` | `opens-tomorrow` | `opens-weekday-0`..`-6` (0 is Monday), `at-0715`, `goodbye`.
A wait is put together too: `ahead-3`, `wait-from-2`, `wait-to-5`.
"""

from infolinia.telephony.prompts.calling_back import CALLING_BACK
from infolinia.telephony.prompts.consent import CONSENT, SURVEY
from infolinia.telephony.prompts.hours import OPENS_AT
from infolinia.telephony.prompts.waiting import WAITING

LANGUAGES = ("pl", "en", "uk")

SENTENCES: dict[str, dict[str, str]] = {
    "greeting": {
        "pl": "Dzień dobry, tu infolinia miasta {city}. Administratorem danych jest Prezydent Miasta. "
        "Rozmów nie nagrywamy. Więcej o danych na naszej stronie.",
        "en": "Good morning, this is the city helpline, {city}. The Mayor is in charge of your data. "
        "We do not record calls. More about your data on our website.",
        "uk": "Добрий день, це інфолінія міста {city}. Адміністратор даних: Президент міста. "
        "Розмов не записуємо. Більше про дані на нашому сайті.",
    },
    "please-wait": {
        "pl": "Proszę czekać. Połączymy z pierwszym wolnym doradcą.",
        "en": "Please wait. We will connect you to the first free adviser.",
        "uk": "Будь ласка, зачекайте. Ми з'єднаємо вас із першим вільним консультантом.",
    },
    "still-waiting": {
        "pl": "Dziękujemy za cierpliwość. Zachowujemy miejsce w kolejce.",
        "en": "Thank you for your patience. We are keeping your place in the queue.",
        "uk": "Дякуємо за терпіння. Ваше місце в черзі збережено.",
    },
    "all-busy": {
        "pl": "Przepraszamy, teraz nie możemy połączyć z doradcą. Proszę zadzwonić później "
        "albo napisać do nas przez naszą stronę.",
        "en": "We are sorry, we cannot connect you to an adviser now. Please call later or write to us on our website.",
        "uk": "Вибачте, зараз ми не можемо з'єднати вас із консультантом. Зателефонуйте пізніше "
        "або напишіть нам через наш сайт.",
    },
    "closed": {
        "pl": "Dzień dobry, tu infolinia miasta {city}. Infolinia jest teraz nieczynna.",
        "en": "Good morning, this is the city helpline, {city}. The helpline is closed now.",
        "uk": "Добрий день, це інфолінія міста {city}. Інфолінія зараз не працює.",
    },
    "opens-today": {"pl": "Zapraszamy dzisiaj", "en": "We open today", "uk": "Запрошуємо сьогодні"},
    "opens-tomorrow": {"pl": "Zapraszamy jutro", "en": "We open tomorrow", "uk": "Запрошуємо завтра"},
    "opens-weekday-0": {"pl": "Zapraszamy w poniedziałek", "en": "We open on Monday", "uk": "Запрошуємо в понеділок"},
    "opens-weekday-1": {"pl": "Zapraszamy we wtorek", "en": "We open on Tuesday", "uk": "Запрошуємо у вівторок"},
    "opens-weekday-2": {"pl": "Zapraszamy w środę", "en": "We open on Wednesday", "uk": "Запрошуємо в середу"},
    "opens-weekday-3": {"pl": "Zapraszamy w czwartek", "en": "We open on Thursday", "uk": "Запрошуємо в четвер"},
    "opens-weekday-4": {"pl": "Zapraszamy w piątek", "en": "We open on Friday", "uk": "Запрошуємо в п'ятницю"},
    "opens-weekday-5": {"pl": "Zapraszamy w sobotę", "en": "We open on Saturday", "uk": "Запрошуємо в суботу"},
    "opens-weekday-6": {"pl": "Zapraszamy w niedzielę", "en": "We open on Sunday", "uk": "Запрошуємо в неділю"},
    "goodbye": {"pl": "Do usłyszenia.", "en": "Goodbye.", "uk": "До побачення."},
    "menu-start": {"pl": "Proszę wybrać temat.", "en": "Please choose a subject.", "uk": "Виберіть тему."},
    "menu-adviser": {
        "pl": "Aby rozmawiać z doradcą, proszę nacisnąć zero.",
        "en": "To speak with an adviser, press zero.",
        "uk": "Щоб поговорити з консультантом, натисніть нуль.",
    },
    "menu-again": {
        "pl": "Aby usłyszeć to jeszcze raz, proszę nacisnąć gwiazdkę.",
        "en": "To hear this again, press star.",
        "uk": "Щоб почути це ще раз, натисніть зірочку.",
    },
    "queue-closed": {
        "pl": "Doradcy od tego tematu skończyli już na dziś.",
        "en": "The advisers for this subject have finished for today.",
        "uk": "Консультанти з цієї теми сьогодні вже не працюють.",
    },
    "queue-full": {
        "pl": "Teraz dzwoni bardzo wiele osób i kolejka jest pełna.",
        "en": "Very many people are calling now, and the queue is full.",
        "uk": "Зараз телефонує дуже багато людей, черга заповнена.",
    },
    "nobody-here": {
        "pl": "W tej chwili żaden doradca nie może odebrać. Można zaczekać na linii.",
        "en": "No adviser can answer at the moment. You can stay on the line.",
        "uk": "Зараз жоден консультант не може відповісти. Можна зачекати на лінії.",
    },
    "message-offer": {
        "pl": "Aby zostawić wiadomość, proszę nacisnąć dwa.",
        "en": "To leave a message, press two.",
        "uk": "Щоб залишити повідомлення, натисніть два.",
    },
    "message-start": {
        "pl": "Po sygnale proszę powiedzieć, w jakiej sprawie Państwo dzwonią i jak się z Państwem skontaktować. "
        "Nagranie odsłucha doradca, a po załatwieniu sprawy je usuniemy. "
        "Aby skończyć, proszę nacisnąć krzyżyk albo się rozłączyć.",
        "en": "After the tone, please say what you are calling about and how we can reach you. "
        "An adviser will listen to the recording, and we will erase it when your matter is settled. "
        "To finish, press hash or hang up.",
        "uk": "Після сигналу скажіть, у якій справі ви телефонуєте і як з вами зв'язатися. "
        "Запис прослухає консультант, а після вирішення справи ми його видалимо. "
        "Щоб закінчити, натисніть решітку або покладіть слухавку.",
    },
    "message-thanks": {
        "pl": "Dziękujemy, wiadomość jest zapisana.",
        "en": "Thank you, your message is saved.",
        "uk": "Дякуємо, повідомлення збережено.",
    },
    "question": {
        "pl": "Dzień dobry. Na naszej ulicy jest duża dziura w jezdni. Komu mam to zgłosić i kiedy ją naprawią?",
        "en": "Good morning. There is a big hole in our street. Whom should I tell, and when will it be mended?",
        "uk": "Добрий день. На нашій вулиці велика яма. Кому про це повідомити і коли її відремонтують?",
    },
}

PROMPTS: dict[str, dict[str, str]] = SENTENCES | WAITING | OPENS_AT | CONSENT | SURVEY | CALLING_BACK
