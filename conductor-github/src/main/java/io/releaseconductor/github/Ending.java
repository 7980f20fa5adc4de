package io.releaseconductor.github;

import io.releaseconductor.deployment.RunConclusion;
import java.util.List;

/**
 * How a run ended, as far as the deployment is concerned.
 *
 * @param conclusion how
 * @param started whether anything of what deploys may have begun
 * @param notes for people
 */
record Ending(RunConclusion conclusion, boolean started, List<String> notes) {}
