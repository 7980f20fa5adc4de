package io.releaseconductor.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Where a property, or the variable that it stands for, is set to anything. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnSetting.class)
@interface ConditionalOnSetting {

    /** {@return the names under which it may be set} */
    String[] value();
}
