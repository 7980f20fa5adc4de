# Pasted from a web page.
input: /ship env:prod\u200b version:1.4.2\u200b
expect: ok
says: env:prod
says: version:1.4.2
hides: \u200b
