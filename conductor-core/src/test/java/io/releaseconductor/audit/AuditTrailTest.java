package io.releaseconductor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An audit trail")
class AuditTrailTest {

    private static final DeployId ID = new DeployId("ship-prod-1699747200");
    private static final Instant AT = Instant.parse("2023-11-12T00:00:00.123Z");
    private static final Actor ADA =
            Actor.person("42", "Ada", Set.of("deployers")).withChat("discord");

    private static AuditEntry next(@Nullable AuditEntry last, String event) {
        return AuditEntry.following(
                last,
                ID,
                last == null ? 1 : last.revision() + 2,
                "node-1",
                new Occurrence(AT, event, ADA, "slow", last == null ? null : "verified", "promoting", "gate 1"));
    }

    private static List<AuditEntry> four() {
        List<AuditEntry> entries = new ArrayList<>();
        for (String event : List.of("ship", "intended", "promote", "roll_back")) {
            entries.add(next(entries.isEmpty() ? null : entries.get(entries.size() - 1), event));
        }
        return entries;
    }

    private static AuditEntry with(AuditEntry entry, Occurrence told, String digest) {
        return new AuditEntry(
                entry.deployment(), entry.number(), entry.revision(), entry.node(), told, entry.previous(), digest);
    }

    private static List<String> problems(List<AuditEntry> entries) {
        return new AuditTrail(ID, entries, List.of()).problems();
    }

    @Test
    @DisplayName("has the digest that a script makes of the fields as netstrings")
    void has_the_documented_digest() {
        AuditEntry first = next(null, "ship");

        // printf
        // '0:,20:ship-prod-1699747200,1:1,1:1,6:node-1,24:2023-11-12T00:00:00.123Z,4:ship,2:42,3:Ada,7:discord,4:slow,-9:promoting,6:gate 1,'
        //   | sha256sum
        assertThat(first.digest()).isEqualTo("7f1fcacef968f588649bc168a1ec04a831270a5e90c1c3bf29f82a2e58103a65");
        assertThat(first.shownDigest()).isEqualTo(first.digest().substring(0, 16));
    }

    @Test
    @DisplayName("has no problem as it was written")
    void has_no_problem() {
        assertThat(problems(four())).isEmpty();
        assertThat(problems(List.of())).isEmpty();
        assertThat(AuditTrail.empty(ID).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("names an entry that says something else than it did")
    void names_a_changed_entry() {
        List<AuditEntry> entries = four();
        AuditEntry third = entries.get(2);
        Occurrence told = third.told();
        entries.set(
                2,
                with(
                        third,
                        new Occurrence(
                                told.at(),
                                told.event(),
                                Actor.POLICY,
                                told.reason(),
                                told.before(),
                                told.after(),
                                null),
                        third.digest()));

        assertThat(problems(entries)).containsExactly("Entry 3 was changed: its digest does not fit what it says.");
    }

    @Test
    @DisplayName("names the entry after one that was replaced, digest and all")
    void names_the_entry_after_a_replaced_one() {
        List<AuditEntry> entries = four();
        entries.set(1, next(entries.get(0), "cancel"));

        assertThat(problems(entries))
                .containsExactly("Entry 3 does not follow the entry before it: that one was replaced.");
    }

    @Test
    @DisplayName("names what is missing at the beginning and between, and what comes twice")
    void names_what_is_missing() {
        List<AuditEntry> all = four();

        assertThat(problems(all.subList(1, 4))).containsExactly("Entry 1 is missing before entry 2.");
        assertThat(problems(List.of(all.get(0), all.get(3))))
                .containsExactly("Entries 2 to 3 are missing before entry 4.");
        assertThat(problems(List.of(all.get(0), all.get(1), all.get(1))))
                .containsExactly("Entry 2 comes after entry 2.");
        assertThat(new AuditTrail(ID, all, List.of(7L)).problems()).containsExactly("Entry 7 cannot be read.");
    }

    @Test
    @DisplayName("keeps an actor without groups, and texts as lines that every store gives back as they are")
    void keeps_lines() {
        Occurrence told = new Occurrence(
                AT,
                "roll_back",
                Actor.person("42\ud800", "A\nda", Set.of("deployers")).withChat("\u0000"),
                " slow\u202E \n checkout ",
                "verified",
                "rolling_back",
                "x".repeat(600));

        assertThat(told.by()).isEqualTo(Actor.person("42\uFFFD", "A da").withChat("?"));
        assertThat(told.reason()).isEqualTo("slow checkout");
        assertThat(told.detail()).hasSize(Occurrence.MAX_LENGTH).endsWith("…");
    }

    @Test
    @DisplayName("tells where each came from")
    void tells_the_source() {
        assertThat(List.of(source(ADA), source(Actor.person("42", "Ada")), source(Actor.POLICY), source(null)))
                .containsExactly("discord", "api", "policy", "node");
    }

    private static String source(@Nullable Actor by) {
        return new Occurrence(AT, "hold", by, null, "verified", "verified", null).source();
    }
}
