package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("thorough")
@DisplayName("The contract of state stores")
class StateStoreContractTeethTest {

    @ParameterizedTest(name = "notices a store that {0}")
    @EnumSource
    void notices(Flaw flaw) {
        FlawedStore.flaw = flaw;

        assertThat(ContractRun.failures(FlawedStore.class)).isNotEmpty();
    }

    @WrongOnPurpose
    static class FlawedStore extends StateStoreContract {

        static Flaw flaw = Flaw.IGNORES_THE_REVISION;

        @Override
        protected StateStore openStore(Clock clock) {
            return new PlainStateStore(clock, flaw);
        }
    }

    @Test
    @DisplayName("notices a store that answers as if it were empty when it cannot be reached")
    void notices_a_store_that_hides_an_outage() {
        String sentence =
                "says so with an exception of its own, whatever it is asked, and never answers as if it were empty";

        assertThat(ContractRun.failures(StoreThatHidesOutages.class)).containsExactly(sentence);
        assertThat(ContractRun.failures(StoreThatSaysSo.class)).isEmpty();
    }

    @WrongOnPurpose
    static class StoreThatHidesOutages extends StateStoreContract {

        @Override
        protected StateStore openStore(Clock clock) {
            return new InMemoryStateStore();
        }

        @Override
        protected Optional<StateStore> openUnreachableStore(Clock clock) {
            return Optional.of(new InMemoryStateStore());
        }
    }

    @WrongOnPurpose
    static class StoreThatSaysSo extends StateStoreContract {

        @Override
        protected StateStore openStore(Clock clock) {
            return new InMemoryStateStore();
        }

        @Override
        protected Optional<StateStore> openUnreachableStore(Clock clock) {
            Object unreachable = Proxy.newProxyInstance(
                    StateStore.class.getClassLoader(),
                    new Class<?>[] {StateStore.class},
                    (proxy, method, arguments) -> {
                        throw new StoreUnavailableException("The store cannot be reached.", null);
                    });
            return Optional.of((StateStore) unreachable);
        }
    }
}
