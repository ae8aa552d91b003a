package org.medveil.jobs.report;

/** The frame of every page: one file, its own two scripts, and a policy that allows no other. */
final class WholePage {
  private WholePage() {}

  static String of(String title, Html body, Html chartData) {
    String library = PageAssets.text(PageAssets.ECHARTS);
    String charts =
        PageAssets.text("chart-tools.js")
            + PageAssets.text("charts.js")
            + PageAssets.text("audit-charts.js");
    return Html.of(
            PageAssets.text("page.html"),
            PageAssets.scriptHash(library) + " " + PageAssets.scriptHash(charts),
            title,
            Html.asset("report.css"),
            body,
            chartData,
            Html.asset(PageAssets.ECHARTS),
            Html.assets("chart-tools.js", "charts.js", "audit-charts.js"))
        .toString();
  }
}
