# A name in Cyrillic is a name.
input: /ship env:staging ref:feature/\u043f\u0440\u043e\u0432\u0435\u0440\u043a\u0430
expect: ok
says: \u043f\u0440\u043e\u0432\u0435\u0440\u043a\u0430
