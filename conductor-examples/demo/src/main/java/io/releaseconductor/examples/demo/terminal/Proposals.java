package io.releaseconductor.examples.demo.terminal;

import java.util.List;

/** What may be typed next. Asked while somebody types, so it answers from memory, and holds no lock that whoever prints may hold. */
@FunctionalInterface
public interface Proposals {

    /**
     * All words that may follow.
     *
     * @param before the words before, perhaps none
     * @return what may follow, whatever of it is typed already; one that ends in a colon is to be completed by hand
     */
    List<String> after(List<String> before);
}
