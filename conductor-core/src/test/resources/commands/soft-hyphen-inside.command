# Within a name it makes another name that looks the same.
input: /ship env:prod version:1.4\u00ad.2
expect: refused
says: U+00AD
