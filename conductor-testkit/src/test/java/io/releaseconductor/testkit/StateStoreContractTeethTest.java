package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.spi.StateStore;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The contract of state stores")
class StateStoreContractTeethTest {

    @ParameterizedTest(name = "notices a store that {0}")
    @EnumSource
    void notices(Flaw flaw) {
        FlawedStore.flaw = flaw;

        assertThat(ContractRun.failures(FlawedStore.class)).isNotEmpty();
    }

    /** Not found by the build, which leaves nested classes out. */
    static class FlawedStore extends StateStoreContract {

        static Flaw flaw = Flaw.IGNORES_THE_REVISION;

        @Override
        protected StateStore openStore(Clock clock) {
            return new PlainStateStore(clock, flaw);
        }
    }
}
