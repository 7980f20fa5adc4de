package io.releaseconductor.testkit.local;

import io.releaseconductor.testkit.AdmissionContract;
import io.releaseconductor.testkit.AdmissionHarness;
import io.releaseconductor.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A rule that is a command, as a rule of the pre-flight,")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class CommandAdmissionContractTest extends AdmissionContract {

    @TempDir
    private Path folder;

    @Override
    protected AdmissionHarness openAdmission(ManualClock clock) throws IOException {
        return new CommandFlag(Files.createTempDirectory(folder, "flag"));
    }
}
