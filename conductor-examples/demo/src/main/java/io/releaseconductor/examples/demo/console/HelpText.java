package io.releaseconductor.examples.demo.console;

import io.releaseconductor.examples.demo.app.Fault;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be typed. */
final class HelpText {

    static final String TEXT = """
            /ship env:staging strategy:full    ship the next version; env: staging or prod, strategy: full or canary,
                                               and version:, ref: and note:"why" if you like
            promote, fully, rollback, details, cancel, linked, retry, giveup, nothing, adopt 1
                                               press that button on the latest card that shows it; on another card with
                                               a deploy id or an environment behind it: promote prod
            hold, lift                         keep the policy from deciding what is under way; let it decide again
            /ship-lock env:staging for:30m reason:load test
                                               keep others from shipping and promoting there; env:all stops everybody
            /ship-unlock env:staging           take that back before its end
            /ship-override deployment:ship-prod-… reason:hotfix
                                               let it begin although its pre-flight keeps it (SHIP_ADMISSION, SHIP_AFTER);
                                               on /ship itself: override:"hotfix"
            /ship-status, /ship-history, /ship-details, /ship-rollback, /ship-cancel
                                               as in chats; the last three with a deploy id: deployment:ship-staging-…
            /ship-stats env:prod days:7        how often, how fast and how safely things were shipped lately
            /ship-trust                        how often people decided as the policy would have
            /ship-note env:prod text:"warm the cache first"
                                               tell whoever ships there next; done:1 takes that back
            as grace                           the lines that follow are Grace's; groups may follow: as grace qa
            confirm                            do what you were asked whether you mean it (SHIP_CONFIRM)
            status                             what is served where, and who holds the place
            history                            past and present deployments, newest first
            next good                          the next version is good, or it has a fault:
            %s
            help, quit""".formatted(faults());

    private HelpText() {}

    private static String faults() {
        return Arrays.stream(Fault.values())
                .map(fault -> String.format("  next %-27s  %s", fault.wireName(), fault.effect()))
                .collect(Collectors.joining("\n"));
    }
}
