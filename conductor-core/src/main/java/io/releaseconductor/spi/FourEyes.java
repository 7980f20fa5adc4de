package io.releaseconductor.spi;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Four eyes: whoever shipped a deployment does not promote it. The conductor holds everybody to it where its
 * {@linkplain Authorizer#secondPerson authorizer} or its builder asks for it; an authorizer may say the same in its own answers.
 */
public final class FourEyes {

    private FourEyes() {}

    /**
     * Why somebody cannot be the second person. Only people who are {@linkplain Actor#isCertainlyAnotherThan certainly two} make four
     * eyes: one person may well have an account in each of two chats.
     *
     * @param deployment what they would promote
     * @param shipper who shipped it; where that was the policy, who shipped what it was promoted from
     * @param actor who would promote it
     * @param who who could promote it, as a sentence for people; may be empty
     * @return the reason, such that the person can act on it; null if they can
     */
    public static @Nullable String denial(Deployment deployment, Actor shipper, Actor actor, String who) {
        if (actor.isCertainlyAnotherThan(shipper)) {
            return null;
        }
        Environment environment = deployment.environment();
        String needed = ", and " + environment.title() + " needs a second person to promote it. ";
        if (actor.isSameAs(shipper)) {
            return "You shipped " + deployment.id() + needed + "Ask somebody else." + (who.isEmpty() ? "" : " " + who);
        }
        String through = shipper.chat();
        if (through == null) {
            return shipper.name() + " shipped " + deployment.id() + needed
                    + "You cannot be told from them, since it was not recorded through which chat they came. Ship "
                    + environment.title() + " anew.";
        }
        String here = actor.chat();
        return shipper.name() + " shipped " + deployment.id() + " through " + through + needed
                + "You cannot be told from them, since you come through "
                + (here == null ? "none that is known" : here) + ". Promote it through " + through
                + ", or ask somebody there.";
    }
}
