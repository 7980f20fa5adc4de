package io.releaseconductor.checks;

/**
 * A part of the application, as the application reports it.
 *
 * @param kind what it is, such as {@code database} whether the application says {@code db} or {@code prisma}; by this parts
 *     are required
 * @param name what people are told, such as {@code Database (prisma)}
 * @param health how it is
 */
record HealthPart(String kind, String name, Health health) {}
