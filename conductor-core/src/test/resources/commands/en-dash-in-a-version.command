# Phones make a dash of a hyphen (NousResearch/hermes-agent#14363).
input: /ship env:prod version:1.4.2\u2013rc1
expect: refused
says: U+2013
says: 1.4.2-rc1
