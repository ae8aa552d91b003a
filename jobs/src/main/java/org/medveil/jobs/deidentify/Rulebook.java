package org.medveil.jobs.deidentify;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.imaging.burnedin.SecondReader;
import org.medveil.imaging.deid.ConfidentialityTable;
import org.medveil.imaging.deid.DeidentificationProfile;
import org.medveil.imaging.deid.Deidentifier;
import org.medveil.imaging.deid.ProfileOption;
import org.medveil.imaging.deidfile.FileDeidentifier;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.Locations;

/**
 * Everything but the key that decides what a file becomes.
 *
 * @param profile of headers
 * @param pixels of pixels
 * @param rle masked frames are written in RLE Lossless
 */
record Rulebook(DeidentificationProfile profile, PixelPolicy pixels, boolean rle) {
  /** A shipped profile's name or a file; the shipped ones where nothing is given. */
  static Rulebook of(String profile, Path pixelPolicy, Compression compression) {
    return new Rulebook(
        profile(Optional.ofNullable(profile).orElse("default")),
        pixelPolicy == null ? PixelPolicy.standard() : PixelPolicy.read(pixelPolicy),
        compression == Compression.rle);
  }

  private static DeidentificationProfile profile(String name) {
    return DeidentificationProfile.SHIPPED.contains(name)
        ? DeidentificationProfile.shipped(name)
        : DeidentificationProfile.read(Path.of(name));
  }

  FileDeidentifier kernel(Pseudonymizer pseudonyms) {
    return new FileDeidentifier(Deidentifier.of(profile, pseudonyms), pixels, rle);
  }

  /** For the manifest: what decides, and what reads beside the detector. */
  Map<String, Object> described(Pseudonymizer pseudonyms) {
    Map<String, Object> all = deciding(pseudonyms);
    all.put("textReader", reader());
    pixels
        .secondReader()
        .ifPresent(reader -> all.put("textReaderModels", reader.models().sha256ByLanguage()));
    return all;
  }

  /** Name and version, or {@code none}. */
  String reader() {
    return pixels.secondReader().map(SecondReader::version).orElse("none");
  }

  /** To know an output folder again. The reader is part of the pixel policy's hash. */
  private Map<String, Object> deciding(Pseudonymizer pseudonyms) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("table", "PS3.15 E.1-1 " + ConfidentialityTable.standard().edition());
    all.put("tableSha256", ConfidentialityTable.standard().sha256());
    all.put("profile", profile.name());
    all.put("profileSha256", profile.sha256());
    all.put("options", profile.options().stream().map(ProfileOption::key).sorted().toList());
    all.put("pixelPolicySha256", pixels.sha256());
    all.put("compress", rle ? "rle" : "none");
    all.put("keyId", pseudonyms.keyId());
    return all;
  }

  String sha256(Pseudonymizer pseudonyms) {
    return Locations.sha256(Json.line(deciding(pseudonyms)));
  }
}
