package org.medveil.imaging.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes up one patient, takes all photographs of both eyes and writes them. */
final class PatientPhotographer {
  private static final double BURNED_IN = .12;
  private static final DateTimeFormatter PRINTED =
      DateTimeFormatter.ofPattern("ddMMMyy", Locale.ENGLISH);

  private final Enrolment enrolment;
  private final Draw stream;
  private final Demographics who;
  private final Person person;
  private final List<Exposure.Visit> visits;
  private final List<String> images = new ArrayList<>();
  private final List<String> boxes = new ArrayList<>();

  PatientPhotographer(Enrolment enrolment) {
    this.enrolment = enrolment;
    this.stream = enrolment.stream();
    this.who = enrolment.site().visitor(stream.child("who"));
    this.visits = visits();
    LocalDate first = visits.get(0).date();
    this.person =
        Person.of(enrolment.patientId(), who, first, enrolment.site(), stream.child("person"));
  }

  /** Writes the patient's files below the group's dicom folder. */
  PatientRows work() throws IOException {
    List<String> outcomes = new ArrayList<>();
    List<String> eyes = new ArrayList<>();
    int positive = 0;
    for (Laterality side : Laterality.values()) {
      Eye eye = new Eye(side, who, stream, enrolment.settings());
      int label = eye.truth().progresses() ? 1 : 0;
      positive += label;
      String key = person.patientId() + "," + side;
      outcomes.add(key + "," + label);
      eyes.add(key + "," + label + course(eye.truth()) + course(eye.drawn()));
      for (Exposure.Visit visit : visits) {
        photograph(eye, visit);
      }
    }
    String patient =
        String.join(
            ",",
            person.patientId(),
            enrolment.group(),
            enrolment.site().prefix(),
            String.valueOf(who.age()),
            String.valueOf(who.sex()),
            who.ethnicity().name(),
            String.valueOf(visits.size()));
    return new PatientRows(outcomes, patient, eyes, images, boxes, positive);
  }

  private void photograph(Eye eye, Exposure.Visit visit) throws IOException {
    int each = enrolment.settings().imagesPerEyeVisit();
    for (int i = 1; i <= each; i++) {
      Draw shot = visit.draw().child("shot " + eye.side()).child(i);
      boolean burnedIn = shot.uniform(0) < BURNED_IN;
      int number = (eye.side() == Laterality.R ? 0 : each) + i;
      take(
          eye,
          new Exposure(
              person,
              who,
              enrolment.site(),
              visit,
              eye.side(),
              number,
              shot,
              burnedIn,
              enrolment.settings().imageSize()));
    }
  }

  private void take(Eye eye, Exposure exposure) throws IOException {
    Draw shot = exposure.draw();
    double years = exposure.visit().years();
    Pose pose = Pose.of(exposure.size(), eye.side(), shot.child("gaze"));
    Camera camera = new Camera(exposure.site().camera(), shot.child("camera"));
    byte[] rgb = FundusPhotograph.take(eye.at(years, shot), pose, camera);
    String file = enrolment.group() + "/dicom/" + name(exposure);
    if (exposure.burnedIn()) {
      burnIn(rgb, exposure, file);
    }
    boolean compressed = shot.uniform(1) < .5;
    Path path = enrolment.folder().resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, compressed ? DicomFile.jpeg(exposure, rgb) : DicomFile.plain(exposure, rgb));
    images.add(
        String.join(
            ",",
            file,
            exposure.instanceUid(),
            person.patientId(),
            eye.side().name(),
            String.valueOf(exposure.visit().index()),
            String.format(Locale.ROOT, "%.4f", years),
            String.format(Locale.ROOT, "%.4f", eye.drawn().area(years)),
            compressed ? DicomFile.JPEG_BASELINE : DicomFile.EXPLICIT_LITTLE_ENDIAN,
            exposure.burnedIn() ? "YES" : "NO"));
  }

  private void burnIn(byte[] rgb, Exposure exposure, String file) {
    BurnedInText.Corner[] corners = BurnedInText.Corner.values();
    BurnedInText.Corner corner = corners[exposure.draw().below(2, corners.length)];
    List<String> lines =
        List.of(
            person.capitals(","),
            person.patientId(),
            PRINTED.format(exposure.visit().date()).toUpperCase(Locale.ROOT));
    boxes.add(Json.boxes(file, BurnedInText.stamp(rgb, exposure.size(), lines, corner)));
  }

  /** Hospitals name files after dates and identifiers, and a third after the patient. */
  private String name(Exposure exposure) {
    LocalDate date = exposure.visit().date();
    String view = date + "_" + exposure.side().oculus() + "_" + exposure.number() + ".dcm";
    return switch (stream.child("naming").below(0, 3)) {
      case 0 -> date + "/" + exposure.instanceUid() + ".dcm";
      case 1 -> person.patientId() + "/" + view;
      default -> person.patientId() + "/" + person.capitals("_") + "_" + view;
    };
  }

  private List<Exposure.Visit> visits() {
    CohortSettings settings = enrolment.settings();
    Draw calendar = stream.child("calendar");
    int count =
        settings.minVisits() + calendar.below(0, settings.maxVisits() - settings.minVisits() + 1);
    LocalDate first = LocalDate.of(2018, 1, 8).plusDays(calendar.below(1, 1400));
    List<Exposure.Visit> planned = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int late = i == 0 ? 0 : calendar.below(2 + i, 29) - 14;
      LocalDate date = first.plusDays(182L * i + late);
      double years = ChronoUnit.DAYS.between(first, date) / 365.25;
      planned.add(new Exposure.Visit(i, date, years, stream.child("visit").child(i)));
    }
    return List.copyOf(planned);
  }

  private static String course(DiseaseCourse course) {
    return String.format(
        Locale.ROOT, ",%.5f,%.5f,%.5f", course.area(0), course.growth(), course.activity());
  }
}
