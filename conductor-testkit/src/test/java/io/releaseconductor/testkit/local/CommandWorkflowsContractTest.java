package io.releaseconductor.testkit.local;

import io.releaseconductor.testkit.CiHarness;
import io.releaseconductor.testkit.WorkflowDispatcherContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Workflows that are commands, as a workflow dispatcher,")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class CommandWorkflowsContractTest extends WorkflowDispatcherContract {

    @TempDir
    private Path folder;

    @Override
    protected CiHarness openCi(Clock clock) throws IOException {
        return new CommandCi(Files.createTempDirectory(folder, "ci"), clock);
    }
}
