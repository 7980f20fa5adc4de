# And these.
input: /ship env:prod ref:main\udb40\udc41x
expect: refused
says: U+E0041
