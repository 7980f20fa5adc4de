# What is cut in the middle of a character is no name.
input: /ship env:staging ref:main\ud83d
expect: refused
says: ref
