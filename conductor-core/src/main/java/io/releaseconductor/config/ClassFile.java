package io.releaseconductor.config;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a compiled class refers to, as its constant pool says: what it links with the first time that it runs through there.
 *
 * @param uses the classes that it names, and the members that it calls, reads or writes
 */
record ClassFile(Set<Use> uses) {

    private static final int MAGIC = 0xCAFEBABE;

    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int FLOAT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;

    enum Kind {
        CLASS,
        FIELD,
        METHOD,
        INTERFACE_METHOD
    }

    /**
     * One class or member that is referred to.
     *
     * @param kind which of these
     * @param owner the class, with slashes
     * @param name the member's name; empty for a class
     * @param type the member's descriptor; empty for a class
     */
    record Use(Kind kind, String owner, String name, String type) {

        String className() {
            return owner.replace('/', '.');
        }

        /** For people. */
        @Override
        public String toString() {
            return switch (kind) {
                case CLASS -> className();
                case FIELD -> className() + "." + name;
                case METHOD, INTERFACE_METHOD ->
                    name.equals("<init>") ? "new " + className() + "(…)" : className() + "." + name + "(…)";
            };
        }
    }

    /**
     * Reads a class file.
     *
     * @throws IOException if it cannot be read, or has a form that is not known here
     */
    static ClassFile read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt();
        int count = in.readUnsignedShort();
        int[] tags = new int[count];
        int[] left = new int[count];
        int[] right = new int[count];
        @Nullable String[] texts = new @Nullable String[count];
        for (int i = 1; i < count; i++) {
            tags[i] = in.readUnsignedByte();
            switch (tags[i]) {
                case UTF8 -> texts[i] = in.readUTF();
                case INTEGER, FLOAT -> in.readInt();
                case LONG, DOUBLE -> {
                    in.readLong();
                    // it takes two places
                    i++;
                }
                case CLASS, STRING, METHOD_TYPE -> left[i] = in.readUnsignedShort();
                case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC -> {
                    left[i] = in.readUnsignedShort();
                    right[i] = in.readUnsignedShort();
                }
                case METHOD_HANDLE -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("a constant of the unknown kind " + tags[i]);
            }
        }
        Set<Use> uses = new LinkedHashSet<>();
        for (int i = 1; i < count; i++) {
            if (tags[i] == CLASS) {
                uses.add(new Use(Kind.CLASS, text(texts, left[i]), "", ""));
            } else if (tags[i] == FIELD || tags[i] == METHOD || tags[i] == INTERFACE_METHOD) {
                Kind kind = tags[i] == FIELD ? Kind.FIELD : tags[i] == METHOD ? Kind.METHOD : Kind.INTERFACE_METHOD;
                uses.add(new Use(
                        kind, text(texts, left[left[i]]), text(texts, left[right[i]]), text(texts, right[right[i]])));
            }
        }
        return new ClassFile(uses);
    }

    private static String text(@Nullable String[] texts, int at) throws IOException {
        String text = texts[at];
        if (text == null) {
            throw new IOException("a constant that is no text where one should be");
        }
        return text;
    }
}
