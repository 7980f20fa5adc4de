package io.releaseconductor.checks.browser;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckProvider;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import java.util.List;
import java.util.Objects;

/**
 * The check {@code browser}: no JavaScript errors. Found through {@link java.util.ServiceLoader}, and there once {@code SHIP_BROWSER} is
 * {@code true}; or made by code with {@link #of(BrowserOptions)}.
 *
 * <p>The check is thread-safe and holds nothing between looks. Each look starts a browser of its own and ends it, with all its processes and
 * files, before it returns, also when it is interrupted.
 */
public final class BrowserChecks implements CheckProvider {

    /** For {@link java.util.ServiceLoader}. */
    public BrowserChecks() {}

    @Override
    public List<Check> checks(Environment environment, VariableReader variables) {
        // what it would read is known while it is switched off
        new OptionsReader(variables.asIfUnset()).read();
        return variables.flag(OptionsReader.SWITCH, false)
                ? List.of(of(new OptionsReader(variables).read()))
                : List.of();
    }

    /**
     * The check of one page.
     *
     * @param options which page, and how it is looked at
     * @return the check
     */
    public static Check of(BrowserOptions options) {
        return new BrowserCheck(Objects.requireNonNull(options, "options"));
    }
}
