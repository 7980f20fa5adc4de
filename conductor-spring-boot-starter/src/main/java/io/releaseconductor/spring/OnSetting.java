package io.releaseconductor.spring;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Looks whether one of several names is set to anything but blank. */
final class OnSetting extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> attributes =
                Objects.requireNonNull(metadata.getAnnotationAttributes(ConditionalOnSetting.class.getName()));
        String[] names = (String[]) Objects.requireNonNull(attributes.get("value"));
        Environment environment = context.getEnvironment();
        boolean set = Arrays.stream(names)
                .anyMatch(name -> !Objects.requireNonNullElse(environment.getProperty(name), "")
                        .isBlank());
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnSetting.class);
        return new ConditionOutcome(
                set, set ? message.because("set") : message.because("none is set of " + Arrays.toString(names)));
    }
}
