# As in a sentence.
input: /ship env:staging, strategy:full
expect: refused
says: staging
