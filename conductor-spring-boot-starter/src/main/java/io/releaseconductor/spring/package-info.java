/**
 * A conductor in a Spring Boot application, made from its beans, its properties and its environment variables. See {@code
 * docs/spring-boot.md}.
 */
@NullMarked
package io.releaseconductor.spring;

import org.jspecify.annotations.NullMarked;
