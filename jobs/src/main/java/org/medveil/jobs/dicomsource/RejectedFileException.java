package org.medveil.jobs.dicomsource;

import org.medveil.imaging.DicomRejection;

/** Fails a query in the mode failFast. Says why, not which file: its name may name somebody. */
public final class RejectedFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RejectedFileException(DicomRejection flaw) {
    super("a file is rejected, " + flaw.getMessage() + "; the mode permissive shows them all");
  }
}
