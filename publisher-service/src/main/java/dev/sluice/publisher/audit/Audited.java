package dev.sluice.publisher.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an entity: when it is stored, changed or deleted, {@link AuditLog} gets an entry in the same transaction. Statements that
 * change many rows at once, and native ones, are not seen: what they do is recorded by a call.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {
    /** What it is called in entries. */
    String value();

    /** The attribute that it is known by in the REST APIs; empty = its primary key. */
    String id() default "";

    /** The attribute that people know it by; empty = none. */
    String name() default "";

    /** Attributes with a URL whose path or query may be a secret: scheme and host alone are kept. */
    String[] secretUrls() default {};

    /** Attributes that follow from others: a change of these alone is no entry. */
    String[] quiet() default {};
}
