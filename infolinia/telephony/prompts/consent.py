"""What the line says where an office records calls or asks for a rating: each prompt in each language of the line."""

CONSENT: dict[str, dict[str, str]] = {
    "greeting-recorded": {
        "pl": "Dzień dobry, tu infolinia miasta {city}. Administratorem danych jest Prezydent Miasta. "
        "Rozmowę nagramy tylko za zgodą. Aby zgodzić się na nagranie, proszę w czasie czekania nacisnąć 5. "
        "Zgodę cofa 6, w każdej chwili. Kto nic nie naciśnie, nie będzie nagrany. Więcej o danych na naszej stronie.",
        "en": "Good morning, this is the city helpline, {city}. The Mayor is in charge of your data. "
        "We record a call only if you agree. To agree, please press 5 while you wait. "
        "6 takes it back at any moment. If you press nothing, you will not be recorded. "
        "More about your data on our website.",
        "uk": "Добрий день, це інфолінія міста {city}. Адміністратор даних: Президент міста. "
        "Розмову запишемо лише за вашою згодою. Щоб погодитися на запис, під час очікування натисніть 5. "
        "Згоду скасовує 6, будь-коли. Якщо нічого не натиснути, запису не буде. Більше про дані на нашому сайті.",
    },
    "record-ask": {
        "pl": "Prosimy o zgodę na nagranie tej rozmowy. Aby zgodzić się na nagranie, proszę nacisnąć 5. "
        "Bez tego nie nagrywamy.",
        "en": "We ask for your consent to record this call. To agree to the recording, please press 5. "
        "Otherwise we do not record.",
        "uk": "Просимо згоди на запис цієї розмови. Щоб погодитися на запис, натисніть 5. Інакше не записуємо.",
    },
    "record-agreed": {
        "pl": "Dziękujemy. Ta rozmowa jest nagrywana. Zgodę cofa 6.",
        "en": "Thank you. This call is being recorded. 6 takes your consent back.",
        "uk": "Дякуємо. Ця розмова записується. Згоду скасовує 6.",
    },
    "record-noted": {"pl": "Zapisano.", "en": "Noted.", "uk": "Записано."},
    "record-withdrawn": {
        "pl": "Zgoda cofnięta. Nie nagrywamy, a nagranie usuwamy.",
        "en": "Consent taken back. We do not record, and we erase what was recorded.",
        "uk": "Згоду скасовано. Не записуємо, а запис видаляємо.",
    },
}

SURVEY: dict[str, dict[str, str]] = {
    "survey": {
        "pl": "Jedno pytanie. Proszę ocenić tę rozmowę: od 1, bardzo źle, do 5, bardzo dobrze. 0 kończy bez oceny.",
        "en": "One question. Please rate this call: from 1, very bad, to 5, very good. 0 ends without a rating.",
        "uk": "Одне запитання. Оцініть цю розмову: від 1, дуже погано, до 5, дуже добре. 0 завершує без оцінки.",
    },
    "survey-thanks": {"pl": "Dziękujemy.", "en": "Thank you.", "uk": "Дякуємо."},
}
