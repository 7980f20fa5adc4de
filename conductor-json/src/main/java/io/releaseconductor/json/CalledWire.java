package io.releaseconductor.json;

import io.releaseconductor.model.Called;

/** Whom a deployment, or an alert of it, calls. Left out where that is nobody. */
final class CalledWire {

    private CalledWire() {}

    static void write(JsonOut out, String name, Called called) {
        out.object(name, called.isNobody() ? null : called, CalledWire::write);
    }

    private static void write(JsonOut out, Called called) {
        out.texts("groups", called.groups()).flagIfSet("initiator", called.initiator());
    }

    static Called read(JsonIn in, String name) {
        Called called = in.objectOrNull(name, CalledWire::read);
        return called == null ? Called.NOBODY : called;
    }

    private static Called read(JsonIn in) {
        return new Called(in.texts("groups"), in.flagOrFalse("initiator"));
    }
}
