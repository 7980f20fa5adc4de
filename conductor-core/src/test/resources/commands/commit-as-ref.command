# A short commit is no branch, but who knows.
input: /ship env:staging ref:5f1c2ab
expect: ok
says: ref:5f1c2ab
