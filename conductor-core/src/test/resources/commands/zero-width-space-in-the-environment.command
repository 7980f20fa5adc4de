# Within a choice.
input: /ship env:pr\u200bod
expect: refused
says: U+200B
says: did you mean "prod"
