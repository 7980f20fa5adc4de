package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.testkit.CiHarness;
import io.releaseconductor.testkit.WorkflowDispatcherContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Local workflows, as a workflow dispatcher,")
class LocalWorkflowsContractTest extends WorkflowDispatcherContract {

    @TempDir
    private Path directory;

    @Override
    protected CiHarness openCi(Clock clock) throws IOException {
        return new LocalCi(Files.createTempDirectory(directory, "ci"), clock);
    }
}
