package org.medveil.jobs.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomHeader;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.tables.Archive;
import org.medveil.jobs.tables.MemberWalk;
import org.medveil.jobs.tables.RejectRow;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceStream;

/**
 * Reads one file's header, hashes its bytes, and gives it pseudonyms. Never throws for a bad file.
 */
final class FileIngester implements Serializable {
  static final String STAGE = "ingest";
  static final String PROFILE = "header-facts/1";

  private final Pseudonymizer pseudonyms;

  FileIngester(Pseudonymizer pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** One outcome for a file; for an archive one for each member, and one more if it is broken. */
  List<Ingested> ingest(SourceFile file, Configuration hadoop) {
    if (Archive.is(file.uri())) {
      return ingestMembers(file.uri(), hadoop);
    }
    try (InputStream in = SourceStream.open(file.uri(), hadoop)) {
      return List.of(ingest(file.uri(), in));
    } catch (IOException e) {
      return List.of(unreadable(file.uri()));
    }
  }

  private List<Ingested> ingestMembers(String uri, Configuration hadoop) {
    MessageDigest sha = sha256();
    List<Ingested> out = new ArrayList<>();
    try (InputStream in = new HashedStream(SourceStream.open(uri, hadoop), sha)) {
      MemberWalk walk = MemberWalk.over(uri, in);
      for (String name = walk.next(); name != null; name = walk.next()) {
        addMember(walk, uri + Archive.SEPARATOR + name, out);
      }
      Optional<DicomRejection> flaw = walk.flaw();
      if (flaw.isPresent()) {
        in.transferTo(OutputStream.nullOutputStream());
        String hash = HexFormat.of().formatHex(sha.digest());
        String encrypted = pseudonyms.encryptUri(uri);
        out.add(reject(encrypted, hash, flaw.get().reason(), flaw.get().detail()));
      }
      return out;
    } catch (IOException e) {
      out.add(unreadable(uri));
      return out;
    }
  }

  private void addMember(MemberWalk walk, String member, List<Ingested> out) {
    try {
      Ingested ingested = ingest(member, walk.member());
      if (!walk.isBroken()) {
        out.add(ingested);
      }
    } catch (IOException e) {
      return; // the archive broke, and says so at the next step
    }
  }

  private Ingested unreadable(String uri) {
    return reject(
        pseudonyms.encryptUri(uri), null, RejectReason.UNREADABLE, "the file could not be read");
  }

  private Ingested ingest(String source, InputStream bytes) throws IOException {
    String uri = pseudonyms.encryptUri(source);
    MessageDigest sha = sha256();
    InputStream in = new HashedStream(bytes, sha);
    DicomHeader header = null;
    DicomRejection rejection = null;
    try {
      header = DicomReader.readHeader(in);
    } catch (DicomRejection e) {
      rejection = e;
    }
    in.transferTo(OutputStream.nullOutputStream());
    String hash = HexFormat.of().formatHex(sha.digest());
    if (rejection != null) {
      return reject(uri, hash, rejection.reason(), rejection.getMessage());
    }
    String instanceKey = pseudonyms.instance(header.sopInstanceUid());
    return new Ingested(instanceKey, hash, uri, instance(header, instanceKey, uri, hash), null);
  }

  static Ingested reject(String uri, String hash, RejectReason reason, String detail) {
    return new Ingested(null, hash, uri, null, RejectRow.of(uri, hash, STAGE, reason, detail));
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
