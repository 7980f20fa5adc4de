# Within a key.
input: /ship en\u200bv:prod
expect: refused
says: U+200B
says: did you mean "env"
