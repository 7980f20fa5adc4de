package io.releaseconductor.deployment;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a changed copy of a {@link Deployment}. For stores that read one from the wire and for tests; what may follow what is
 * known to {@link Lifecycle} alone. Each setter takes what the record's component of that name means. Not thread-safe.
 */
public final class DeploymentBuilder {

    private DeployId id;
    private long revision;
    private DeployRequest request;
    private DeploymentStatus status;
    private Instant statusSince;
    private @Nullable String version;
    private @Nullable BaselineLook baseline;
    private @Nullable AdmissionState admission;
    private @Nullable ChangeLookup change;
    private List<WaveProgress> waves;
    private @Nullable PhaseProgress rollbackPhase;
    private @Nullable VerificationState rollbackVerification;
    private @Nullable Decision cancelWish;
    private @Nullable Rollback rollbackWish;
    private List<Decision> holds;
    private List<HoldReason> holdReasons;
    private @Nullable Decision lifted;
    private List<Shadow> shadows;
    private @Nullable Decision promotion;
    private @Nullable Instant promotedAt;
    private @Nullable Rollback rollback;
    private @Nullable Instant rolledBackAt;
    private @Nullable Failure failure;
    private @Nullable Restraint restraint;
    private @Nullable Attention attention;
    private @Nullable LinkedShip linked;
    private @Nullable WatchState watch;
    private @Nullable AuditEntry audit;
    private CardState card;
    private List<Alert> alerts;
    private @Nullable Instant dueAt;
    private Map<String, String> extensions;

    DeploymentBuilder(Deployment d) {
        this.id = d.id();
        this.revision = d.revision();
        this.request = d.request();
        this.status = d.status();
        this.statusSince = d.statusSince();
        this.version = d.version();
        this.baseline = d.baseline();
        this.admission = d.admission();
        this.change = d.change();
        this.waves = d.waves();
        this.rollbackPhase = d.rollbackPhase();
        this.rollbackVerification = d.rollbackVerification();
        this.cancelWish = d.cancelWish();
        this.rollbackWish = d.rollbackWish();
        this.holds = d.holds();
        this.holdReasons = d.holdReasons();
        this.lifted = d.lifted();
        this.shadows = d.shadows();
        this.promotion = d.promotion();
        this.promotedAt = d.promotedAt();
        this.rollback = d.rollback();
        this.rolledBackAt = d.rolledBackAt();
        this.failure = d.failure();
        this.restraint = d.restraint();
        this.attention = d.attention();
        this.linked = d.linked();
        this.watch = d.watch();
        this.audit = d.audit();
        this.card = d.card();
        this.alerts = d.alerts();
        this.dueAt = d.dueAt();
        this.extensions = d.extensions();
    }

    /**
     * Sets {@link Deployment#id()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder id(DeployId value) {
        this.id = value;
        return this;
    }

    /**
     * Sets {@link Deployment#revision()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder revision(long value) {
        this.revision = value;
        return this;
    }

    /**
     * Sets {@link Deployment#request()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder request(DeployRequest value) {
        this.request = value;
        return this;
    }

    /**
     * Sets {@link Deployment#status()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder status(DeploymentStatus value) {
        this.status = value;
        return this;
    }

    /**
     * Sets {@link Deployment#statusSince()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder statusSince(Instant value) {
        this.statusSince = value;
        return this;
    }

    /**
     * Sets {@link Deployment#version()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder version(@Nullable String value) {
        this.version = value;
        return this;
    }

    /**
     * Sets {@link Deployment#admission()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder admission(@Nullable AdmissionState value) {
        this.admission = value;
        return this;
    }

    /**
     * Sets {@link Deployment#baseline()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder baseline(@Nullable BaselineLook value) {
        this.baseline = value;
        return this;
    }

    /**
     * Sets {@link Deployment#change()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder change(@Nullable ChangeLookup value) {
        this.change = value;
        return this;
    }

    /**
     * Sets {@link Deployment#waves()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder waves(List<WaveProgress> value) {
        this.waves = List.copyOf(value);
        return this;
    }

    /**
     * Sets who has approved the wave that began last.
     *
     * @param value the approvals
     * @return this builder
     */
    public DeploymentBuilder approvals(List<Approval> value) {
        return currentWave(wave -> wave.approved(value));
    }

    /**
     * Sets who has approved that it goes straight from the wave that began last to the last one.
     *
     * @param value the approvals
     * @return this builder
     */
    public DeploymentBuilder fully(List<Approval> value) {
        return currentWave(wave -> wave.approvedFully(value));
    }

    /**
     * Begins the next wave.
     *
     * @param begun who opened the gate before it, and when
     * @return this builder
     */
    public DeploymentBuilder nextWave(Decision begun) {
        return beginWave(waves.get(waves.size() - 1).number() + 1, begun);
    }

    /**
     * Begins a wave, the next one or, where others are skipped, the last one.
     *
     * @param number which, from 2
     * @param begun who opened the gates before it, and when
     * @return this builder
     */
    public DeploymentBuilder beginWave(int number, Decision begun) {
        List<WaveProgress> changed = new ArrayList<>(waves);
        changed.add(WaveProgress.begin(number, begun));
        return waves(changed);
    }

    /**
     * Sets the progress of the phase that its attempt names, which has begun, unless it is the rollback.
     *
     * @param value the new progress
     * @return this builder
     * @throws IllegalArgumentException if it is of a wave that has not begun
     */
    public DeploymentBuilder progress(PhaseProgress value) {
        if (value.phase() == Phase.ROLL_BACK) {
            this.rollbackPhase = value;
            return this;
        }
        for (int i = 0; i < waves.size(); i++) {
            if (waves.get(i).number() == value.attempt().wave()) {
                return wave(i, wave -> wave.with(value));
            }
        }
        throw new IllegalArgumentException("wave " + value.attempt().wave() + " has not begun");
    }

    private DeploymentBuilder currentWave(UnaryOperator<WaveProgress> change) {
        return wave(waves.size() - 1, change);
    }

    private DeploymentBuilder wave(int index, UnaryOperator<WaveProgress> change) {
        List<WaveProgress> changed = new ArrayList<>(waves);
        changed.set(index, change.apply(changed.get(index)));
        return waves(changed);
    }

    /**
     * Sets {@link Deployment#rollbackPhase()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder rollbackPhase(@Nullable PhaseProgress value) {
        this.rollbackPhase = value;
        return this;
    }

    /**
     * Sets the verification of the wave that began last.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder verification(@Nullable VerificationState value) {
        return currentWave(wave -> wave.with(value));
    }

    /**
     * Sets {@link Deployment#rollbackVerification()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder rollbackVerification(@Nullable VerificationState value) {
        this.rollbackVerification = value;
        return this;
    }

    /**
     * Sets {@link Deployment#cancelWish()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder cancelWish(@Nullable Decision value) {
        this.cancelWish = value;
        return this;
    }

    /**
     * Sets {@link Deployment#rollbackWish()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder rollbackWish(@Nullable Rollback value) {
        this.rollbackWish = value;
        return this;
    }

    /**
     * Sets {@link Deployment#holds()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder holds(List<Decision> value) {
        this.holds = value;
        return this;
    }

    /**
     * Sets {@link Deployment#holdReasons()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder holdReasons(List<HoldReason> value) {
        this.holdReasons = value;
        return this;
    }

    /**
     * Sets {@link Deployment#lifted()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder lifted(@Nullable Decision value) {
        this.lifted = value;
        return this;
    }

    /**
     * Sets {@link Deployment#shadows()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder shadows(List<Shadow> value) {
        this.shadows = value;
        return this;
    }

    /**
     * Sets {@link Deployment#promotion()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder promotion(@Nullable Decision value) {
        this.promotion = value;
        return this;
    }

    /**
     * Sets {@link Deployment#promotedAt()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder promotedAt(@Nullable Instant value) {
        this.promotedAt = value;
        return this;
    }

    /**
     * Sets {@link Deployment#rollback()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder rollback(@Nullable Rollback value) {
        this.rollback = value;
        return this;
    }

    /**
     * Sets {@link Deployment#rolledBackAt()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder rolledBackAt(@Nullable Instant value) {
        this.rolledBackAt = value;
        return this;
    }

    /**
     * Sets {@link Deployment#failure()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder failure(@Nullable Failure value) {
        this.failure = value;
        return this;
    }

    /**
     * Sets {@link Deployment#restraint()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder restraint(@Nullable Restraint value) {
        restraint = value;
        return this;
    }

    /**
     * Sets {@link Deployment#attention()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder attention(@Nullable Attention value) {
        this.attention = value;
        return this;
    }

    /**
     * Sets {@link Deployment#linked()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder linked(@Nullable LinkedShip value) {
        this.linked = value;
        return this;
    }

    /**
     * Sets {@link Deployment#watch()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder watch(@Nullable WatchState value) {
        this.watch = value;
        return this;
    }

    /**
     * Sets {@link Deployment#audit()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder audit(@Nullable AuditEntry value) {
        this.audit = value;
        return this;
    }

    /**
     * Sets {@link Deployment#card()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder card(CardState value) {
        this.card = value;
        return this;
    }

    /**
     * Sets {@link Deployment#alerts()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder alerts(List<Alert> value) {
        this.alerts = value;
        return this;
    }

    /**
     * Sets {@link Deployment#dueAt()}.
     *
     * @param value the new value, or null
     * @return this builder
     */
    public DeploymentBuilder dueAt(@Nullable Instant value) {
        this.dueAt = value;
        return this;
    }

    /**
     * Sets {@link Deployment#extensions()}.
     *
     * @param value the new value
     * @return this builder
     */
    public DeploymentBuilder extensions(Map<String, String> value) {
        this.extensions = value;
        return this;
    }

    /** {@return the deployment} */
    public Deployment build() {
        return new Deployment(
                id,
                revision,
                request,
                status,
                statusSince,
                version,
                baseline,
                admission,
                change,
                waves,
                rollbackPhase,
                rollbackVerification,
                cancelWish,
                rollbackWish,
                holds,
                holdReasons,
                lifted,
                shadows,
                promotion,
                promotedAt,
                rollback,
                rolledBackAt,
                failure,
                restraint,
                attention,
                linked,
                watch,
                audit,
                card,
                alerts,
                dueAt,
                extensions);
    }
}
