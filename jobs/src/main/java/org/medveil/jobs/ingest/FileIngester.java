package org.medveil.jobs.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.sql.Date;
import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomHeader;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.tables.HashedStream;
import org.medveil.jobs.tables.RejectRow;
import org.medveil.jobs.tables.SourceReader;

/**
 * Reads one file's header, hashes its bytes, and gives it pseudonyms. Never throws for a bad file.
 */
final class FileIngester implements SourceReader.Visitor<Ingested>, Serializable {
  static final String STAGE = "ingest";
  static final String PROFILE = "header-facts/1";

  private final Pseudonymizer pseudonyms;

  FileIngester(Pseudonymizer pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  @Override
  public Ingested file(String source, InputStream bytes) throws IOException {
    String uri = pseudonyms.encryptUri(source);
    HashedStream in = HashedStream.over(bytes);
    DicomHeader header = null;
    DicomRejection rejection = null;
    try {
      header = DicomReader.readHeader(in);
    } catch (DicomRejection e) {
      rejection = e;
    }
    String hash = in.hexOfAll();
    if (rejection != null) {
      return reject(uri, hash, rejection.reason(), rejection.getMessage());
    }
    String instanceKey = pseudonyms.instance(header.sopInstanceUid());
    return new Ingested(
        instanceKey,
        hash,
        uri,
        pseudonyms.source(source),
        instance(header, instanceKey, uri, hash),
        null);
  }

  @Override
  public Ingested failed(String source, String sha256, RejectReason reason, String detail) {
    return reject(pseudonyms.encryptUri(source), sha256, reason, detail);
  }

  static Ingested reject(String uri, String hash, RejectReason reason, String detail) {
    return new Ingested(
        null, hash, uri, null, null, RejectRow.of(uri, hash, STAGE, reason, detail));
  }

  private Row instance(DicomHeader header, String instanceKey, String uri, String hash) {
    String subject = pseudonyms.subject(header.patientId());
    Date acquired =
        header.acquiredOn() == null
            ? null
            : Date.valueOf(pseudonyms.shift(subject, header.acquiredOn()));
    return RowFactory.create(
        instanceKey,
        subject,
        pseudonyms.study(header.studyInstanceUid()),
        pseudonyms.series(header.seriesInstanceUid()),
        header.modality(),
        header.sopClassUid(),
        header.transferSyntaxUid(),
        header.rows(),
        header.columns(),
        header.frames(),
        header.bitsStored(),
        header.photometricInterpretation(),
        header.laterality(),
        acquired,
        header.sex(),
        header.ageYears(),
        header.manufacturerModel(),
        header.bodyPart(),
        header.burnedInAnnotation(),
        uri,
        hash,
        PROFILE,
        new Timestamp(System.currentTimeMillis()));
  }
}
