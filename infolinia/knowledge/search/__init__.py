"""The search engine: words to lemmas, cards to weighted postings, a typed text to ranked documents."""
