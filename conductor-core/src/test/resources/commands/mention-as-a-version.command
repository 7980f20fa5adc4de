# A mention is shown as a name, and is none.
input: /ship env:staging version:<@1234567890>
expect: refused
says: version
