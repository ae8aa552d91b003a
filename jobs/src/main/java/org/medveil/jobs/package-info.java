/**
 * The only room with Spark, Iceberg and picocli: one package per verb. A verb has an {@code XJob}
 * (its flags), an {@code XSettings} (a validated record) and an {@code XStep} (the work). Verbs
 * never import each other; what they share lies in {@code cli}, {@code tables}, {@code agreement}
 * and {@code exchange}.
 */
package org.medveil.jobs;
