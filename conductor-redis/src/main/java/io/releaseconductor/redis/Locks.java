package io.releaseconductor.redis;

import io.releaseconductor.json.EnvironmentStateJson;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StoreRules;
import io.releaseconductor.spi.UnreadableStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The states of environments, and what scripts say of their locks. Thread-safe. */
final class Locks {

    /** What a script says of a state: name, record, revision, end, owner and chat. */
    private static final int PARTS = 6;

    private final RedisCalls calls;
    private final Keys keys;
    private final EnvironmentStateJson json = new EnvironmentStateJson();
    private final UnreadableStates unreadable = new UnreadableStates();

    Locks(RedisCalls calls, Keys keys) {
        this.calls = calls;
        this.keys = keys;
    }

    EnvironmentState state(@Nullable Environment environment) {
        Object answer = calls.run(Script.ENVIRONMENT_STATE, keys.locks(), EnvironmentState.storedName(environment));
        return calls.read(() -> state(Answers.list(answer), 0));
    }

    List<EnvironmentState> all() {
        Object answer = calls.run(Script.ENVIRONMENT_STATES, keys.locks());
        return calls.read(() -> {
            List<?> said = Answers.list(answer);
            List<EnvironmentState> states = new ArrayList<>();
            for (int i = 0; i < said.size(); i += PARTS) {
                states.add(state(said, i));
            }
            return List.copyOf(states);
        });
    }

    EnvironmentState replace(EnvironmentState next) {
        StoreRules.requireReplacement(next);
        Lock lock = next.lock();
        Object answer = calls.write(
                "replaced",
                Script.REPLACE_ENVIRONMENT_STATE,
                keys.locks(),
                EnvironmentState.storedName(next.environment()),
                Long.toString(next.revision()),
                Long.toString(next.revision() - 1),
                json.write(next),
                Millis.upOrNever(lock == null ? null : lock.until()),
                lock == null ? "" : lock.owner().id(),
                chat(lock == null ? null : lock.owner().chat()));
        return calls.read(() -> {
            List<?> said = Answers.list(answer);
            return Answers.text(said.get(0)).equals("replaced") ? next : state(said, 1);
        });
    }

    /** What scripts are told of who begins something: by whom, through which chat, and when. */
    static List<String> told(@Nullable Beginning beginning) {
        return beginning == null
                ? List.of("", "", "")
                : List.of(beginning.by().id(), chat(beginning.by().chat()), Millis.now(beginning.at()));
    }

    private static String chat(@Nullable String chat) {
        return chat == null ? "" : chat;
    }

    /** The lock in an answer that says {@code locked}. */
    Lock binding(List<?> said) {
        return calls.read(() -> Objects.requireNonNull(state(said, 1).lock(), "lock"));
    }

    private EnvironmentState state(List<?> said, int first) {
        String name = Answers.text(said.get(first));
        Environment environment = EnvironmentState.environmentOf(name);
        String record = Answers.text(said.get(first + 1));
        UnreadableStates.Beside beside = beside(environment, said, first + 2);
        if (record.isEmpty() && beside.revision() == 0 && !beside.locked()) {
            return EnvironmentState.unlocked(environment);
        }
        return unreadable.read(beside, () -> json.read(environment, record));
    }

    private static UnreadableStates.Beside beside(@Nullable Environment environment, List<?> said, int first) {
        String until = Answers.text(said.get(first + 1));
        return new UnreadableStates.Beside(
                environment,
                Objects.requireNonNullElse(number(Answers.text(said.get(first))), 0L),
                !until.equals(Millis.NEVER),
                millis(until),
                Answers.text(said.get(first + 2)),
                Answers.text(said.get(first + 3)));
    }

    private static @Nullable Instant millis(String text) {
        Long millis = number(text);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
