package org.medveil.imaging.plant;

import java.util.ArrayList;
import java.util.List;
import org.medveil.imaging.score.Action;
import org.medveil.imaging.score.Category;
import org.medveil.imaging.score.Requirement;
import org.medveil.imaging.score.Scope;

/** Names of files and folders as exports make them: numbered, or telling who it is. */
final class FileNames {
  private FileNames() {}

  static String of(Visit visit) {
    Invented patient = visit.patient();
    String number = String.format("%06d", visit.at().number());
    return switch (visit.person().at("folders").below(4)) {
      case 0 -> name(patient) + "/" + number + ".dcm";
      case 1 -> number + "_" + name(patient) + "_" + Visit.dicom(visit.day()) + ".dcm";
      case 2 -> digits(patient.id()) + "/study" + visit.at().study() + "/IM" + number;
      default -> "IM" + number + ".dcm";
    };
  }

  private static String name(Invented patient) {
    return patient.latinFamily() + "_" + patient.latinGiven();
  }

  static void require(Sheet sheet, Visit visit, String file) {
    Invented patient = visit.patient();
    List<String> words = new ArrayList<>();
    if (file.contains(name(patient))) {
      words.addAll(List.of(patient.latinFamily(), patient.latinGiven()));
    }
    if (file.contains(Visit.dicom(visit.day()))) {
      words.add(Visit.dicom(visit.day()));
    }
    if (file.startsWith(digits(patient.id()) + "/")) {
      words.add(digits(patient.id()));
    }
    for (String word : words) {
      sheet.add(
          new Sheet.Row(
              Scope.FILE_NAME,
              Requirement.FILE_NAME,
              file,
              Action.TEXT_REMOVED,
              word,
              Category.HIPAA));
    }
  }

  private static String digits(String id) {
    return id.replaceAll("\\D", "");
  }
}
