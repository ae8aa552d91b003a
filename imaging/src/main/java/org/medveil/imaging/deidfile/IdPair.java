package org.medveil.imaging.deidfile;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** One identifier before and after. Prints nothing. */
public record IdPair(String before, String after) implements Serializable {

  static Collector collect(Attributes dataset) {
    Map<String, String> uids = new LinkedHashMap<>();
    walk(dataset, "", uids);
    return new Collector(uids, dataset.getString(Tag.PatientID));
  }

  private static void walk(Attributes level, String place, Map<String, String> uids) {
    for (int tag : level.tags()) {
      Object value = level.getValue(tag);
      String here = place + "/" + Integer.toHexString(tag);
      if (value instanceof Sequence items) {
        for (int i = 0; i < items.size(); i++) {
          walk(items.get(i), here + "/" + i, uids);
        }
      } else if (level.getVR(tag) == VR.UI) {
        String[] values = level.getStrings(tag);
        for (int i = 0; values != null && i < values.length; i++) {
          uids.put(here + "/" + i, values[i]);
        }
      }
    }
  }

  /** What stood where, before the data set is edited in place. */
  record Collector(Map<String, String> uids, String patient) {
    /** UIDs that stand, changed, where others stood. */
    List<IdPair> pairs(Attributes edited) {
      Collector after = collect(edited);
      List<IdPair> pairs = new ArrayList<>();
      if (patient != null && after.patient() != null) {
        pairs.add(new IdPair(patient.strip(), after.patient()));
      }
      uids.forEach(
          (place, uid) -> {
            String now = after.uids().get(place);
            if (now != null && !now.isEmpty() && !now.equals(uid)) {
              pairs.add(new IdPair(uid, now));
            }
          });
      return pairs.stream().distinct().toList();
    }
  }

  @Override
  public String toString() {
    return "IdPair[withheld]";
  }
}
