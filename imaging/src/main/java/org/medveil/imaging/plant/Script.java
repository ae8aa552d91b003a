package org.medveil.imaging.plant;

import java.util.List;

/** A writing system: invented people, and the character set their hospital's files use. */
enum Script {
  /** Words that are also anatomy, colours, or devices: a list of names would take them all. */
  WORDS(
      "",
      "Bone Hand White Head Foot Black Long Brain Hart Gray Payne Rib Cheek Shin Marrow Stent",
      "Art Ray Iris Rose Grace Mark May June Faith Bill"),
  ENGLISH(
      "",
      "Quillfeather O'Mallowby Thistlecroft Smythe-Barrowden Wendlesham MacTavershaw Ffoulkesby"
          + " Underbrigg D'Arcyvale Hollowmere",
      "Percival Winifred Barnaby Philippa Mary-Joan Cuthbert Hortensia Algernon"),
  LATIN1(
      "ISO_IR 100",
      "Grünewälder Schößling Åkerblomsson Nørreskovby Peñalbarra Lefèbvrange Müßigbrodt"
          + " Ibáñezcorta Strömkvister Çelebidor",
      "Jürgen Zoë Søren Begoña Françoise Björk Anaïs Günther Íñigo Maëlle"),
  LATIN2(
      "ISO_IR 101",
      "Wąskowieczny Dvořákovský Szűcsházy Žižkovecká Łęczywolski Krčmařík Gőzmalmi",
      "Świętosława Řehoř Łucjan Božena Kálmán Štěpánka"),
  CYRILLIC(
      "ISO_IR 144",
      "Вымышленский Березкинд Неизвестнов Щукарёвский Полуянцева Жёлудьков",
      "Аристарх Глафира Евлампий Юлиана Всеволод"),
  GREEK(
      "ISO_IR 126",
      "Φανταστόπουλος Καλλιγαράκης Ανυπαρκτίδης Μυθοπλάστου",
      "Αριστείδης Ευτέρπη Θησέας Πηνελόπη"),
  ARABIC("ISO_IR 127", "الخيالي المجهولي الوهمانى السرابي", "سلمان ياسمين فارس نورهان"),
  HEBREW("ISO_IR 138", "דמיוני אלמוניאן בדיוניק", "אביגיל נפתלי צפורה"),
  JAPANESE("\\ISO 2022 IR 87", "架空田 想像川 無名崎 仮名森", "太郎兵衛 花乃子 一二三"),
  KOREAN("\\ISO 2022 IR 149", "가상김 무명박 허구이", "철수동 영희나 민준오"),
  CHINESE("GB18030", "虚构 无名氏 假想林", "小明华 丽芳云 建国伟"),
  UTF8(
      "ISO_IR 192",
      "Nguyễnkhông Çağlarsoylu Ōtanibara काल्पनिकर Þórsmerkurson Ẹniọlárìnwá",
      "Thịnhvượng Gülşahnaz कल्पनासा Ásdísbjörg Ọláìtán Łukáš-Søren");

  private final String characterSet;
  private final List<String> families;
  private final List<String> givens;

  Script(String characterSet, String families, String givens) {
    this.characterSet = characterSet;
    this.families = List.of(families.split(" "));
    this.givens = List.of(givens.split(" "));
  }

  /** Values of Specific Character Set (0008,0005); empty for the default repertoire. */
  String characterSet() {
    return characterSet;
  }

  List<String> families() {
    return families;
  }

  List<String> givens() {
    return givens;
  }

  /** Whether PN values carry the name in Latin letters first (PS3.5 §6.2.1.1). */
  boolean hasAlphabeticGroup() {
    return this == JAPANESE || this == KOREAN || this == CHINESE;
  }

  /** Whether running text may hold the script: code extensions make that fragile elsewhere. */
  boolean writesText() {
    return this != JAPANESE && this != KOREAN;
  }
}
