package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be confirmed in an environment: as code says, else as variables do, else nothing. */
final class ConfirmChoice {

    private static final String NAME = "SHIP_CONFIRM";
    private static final String NOTHING = "nothing";

    private ConfirmChoice() {}

    static Set<Confirm> read(@Nullable Set<Confirm> given, boolean production, VariableReader reader) {
        Set<Confirm> chosen = EnumSet.noneOf(Confirm.class);
        if (given == null) {
            List<String> words = reader.words(NAME, words());
            if (words.contains(NOTHING) && words.size() > 1) {
                reader.problems().add(reader.nameOf(NAME) + ": " + NOTHING + " is not allowed beside other words");
            }
            words.forEach(word -> find(word).ifPresent(chosen::add));
        } else {
            chosen.addAll(given);
            InVain.note(reader, vain -> vain.text(NAME), "what is to be confirmed is given in code");
        }
        if (!production) {
            chosen.remove(Confirm.PRODUCTION);
        }
        return Set.copyOf(chosen);
    }

    private static List<String> words() {
        return List.of(Confirm.PRODUCTION.wireName(), Confirm.FAILED.wireName(), NOTHING);
    }

    private static Optional<Confirm> find(String word) {
        return Arrays.stream(Confirm.values())
                .filter(each -> each.wireName().equals(word))
                .findFirst();
    }
}
