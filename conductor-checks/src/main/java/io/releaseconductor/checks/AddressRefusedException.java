package io.releaseconductor.checks;

import java.io.IOException;

/** An answer named an address that it may not make us ask. */
final class AddressRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final AddressKind kind;

    AddressRefusedException(AddressKind kind) {
        super("refused: " + kind.words());
        this.kind = kind;
    }

    AddressKind kind() {
        return kind;
    }
}
