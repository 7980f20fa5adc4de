# Copied from the documentation as it stands.
input: /ship env:staging version:<version>
expect: refused
says: <version>
