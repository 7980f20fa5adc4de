package io.releaseconductor.examples.demo.console;

import io.releaseconductor.Conductor;
import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.SmallApplication;
import io.releaseconductor.examples.demo.app.Version;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Versions of the small applications on this machine, counted and with faults to order. */
public final class LocalVersions implements Versions {

    private final NextVersions next;
    private final List<SmallApplication> applications;
    private @Nullable Version built;

    /**
     * Takes them together.
     *
     * @param next what is shipped next
     * @param applications what is shipped to
     */
    public LocalVersions(NextVersions next, List<SmallApplication> applications) {
        this.next = next;
        this.applications = List.copyOf(applications);
    }

    @Override
    public String toShip(@Nullable String asked) {
        Version version = next.build(asked);
        built = version;
        return version.name();
    }

    @Override
    public void shipped() {
        if (built != null) {
            next.shipped(built);
        }
    }

    @Override
    public String plan(Set<Fault> faults) {
        return next.plan(faults);
    }

    @Override
    public String status(Conductor conductor) {
        return StatusText.of(applications, conductor, next);
    }
}
