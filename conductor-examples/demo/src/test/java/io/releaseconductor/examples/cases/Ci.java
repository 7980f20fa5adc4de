package io.releaseconductor.examples.cases;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.util.List;

/** The CI service of a story, which does what the story says. */
interface Ci extends AutoCloseable {

    WorkflowDispatcher dispatcher();

    /** The last run of a phase begins, waits, is deleted, or ends in some way. */
    void run(DeployId deployment, Phase phase, String how);

    /** The last run stands as GitHub would say it, or is started over. */
    void github(List<String> words);

    /** The next request to start a run goes wrong. */
    void failNext(String how);

    /** How many requests to start a run arrived. */
    int requests();

    @Override
    void close();
}
