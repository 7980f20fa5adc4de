# Branches may have names in any language.
input: /ship env:staging ref:feature/gr\u00f6\u00dfe-\u65e5\u672c\u8a9e
expect: ok
says: gr\u00f6\u00dfe
