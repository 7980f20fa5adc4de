# So does this.
input: /ship env:prod ref:ma\u200bin
expect: refused
says: U+200B
hides: \u200b
