package org.medveil.jobs.tables;

import java.io.Serializable;

/**
 * One file to read.
 *
 * @param uri where it is; may hold a name, so it is never logged
 * @param bytes its length
 */
public record SourceFile(String uri, long bytes) implements Serializable {}
