# It is said which letter is the odd one.
input: /ship env:pr\u043ed
expect: refused
says: U+043E
says: prod
