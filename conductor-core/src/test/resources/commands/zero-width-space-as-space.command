# Instead of a space.
input: /ship env:prod \u200b version:1.4.2
expect: ok
says: env:prod
says: version:1.4.2
