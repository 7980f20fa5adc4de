# It reads as another branch.
input: /ship env:staging ref:main\u202egnp.exe
expect: refused
says: U+202E
hides: \u202e
