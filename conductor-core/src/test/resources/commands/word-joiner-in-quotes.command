# Within quotes, at the end.
input: /ship env:prod version:"\u20601.4.2\u2060"
expect: ok
says: version:1.4.2
hides: \u2060
