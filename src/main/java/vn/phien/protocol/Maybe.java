package vn.phien.protocol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This part of a record may be null, and is then left out of the JSON. Every other part is always there. The types of the
 * pages and the OpenAPI description are made from it.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Maybe { }
