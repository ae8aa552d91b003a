package org.medveil.imaging.deid;

/**
 * What was done to one attribute. Never holds its value.
 *
 * @param path tags of the enclosing sequences with item numbers from 0, and of the attribute
 * @param keyword of the standard; empty for private and unknown attributes
 * @param vr in the file
 * @param action what was done
 * @param reason the table, an option, an own rule, or what the VR says
 */
public record Explained(String path, String keyword, String vr, Action action, String reason) {}
